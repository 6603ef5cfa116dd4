import type { Person } from '@core/account/person'
import { Text } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { sayOutcome } from '@/words/outcome-text'
import { useResidentWords } from '@/words/resident/use-resident-words'
import { GuardianInvitation } from './guardian-invitation'
import { PersonCard } from './person-card'
import { PersonForm } from './person-form'
import { useMe } from './store'

type PersonAction = { what: 'mend' | 'remove' | 'invite'; person: Person }
type Props = {
  people: readonly Person[]
  now: number
  onEdited?: (person: Person) => void
  onRemoved?: (person: Person) => void
}

/** The people of my household, each with edit, invite and remove. */
export function PeopleCards({ people, now, onEdited, onRemoved }: Props) {
  const words = useResidentWords()
  const { t } = words
  const [action, setAction] = useState<PersonAction>()
  const [message, setMessage] = useState('')
  const begin = (what: PersonAction['what'], person: Person) => () => setAction({ what, person })
  const done = () => {
    setAction(undefined)
    setMessage('')
  }
  const takeOut = async (person: Person) => {
    const result = await useMe.getState().removePerson(person.id)
    setAction(undefined)
    setMessage(sayOutcome(words, result))
    if (result.state === 'done') onRemoved?.(person)
  }
  return (
    <>
      <ErrorText text={message} />
      {people.map((person) => (
        <PersonCard
          key={person.id}
          person={person}
          now={now}
          onEdit={begin('mend', person)}
          onInvite={begin('invite', person)}
          onRemove={begin('remove', person)}
        />
      ))}
      {action?.what === 'mend' && (
        <BottomSheet title={t('person.mend')} onClose={done}>
          <PersonForm
            now={now}
            person={action.person}
            onDone={(saved) => {
              done()
              onEdited?.(saved)
            }}
          />
        </BottomSheet>
      )}
      {action?.what === 'invite' && (
        <BottomSheet title={t('household.code')} onClose={done}>
          <GuardianInvitation person={action.person} now={now} />
        </BottomSheet>
      )}
      {action?.what === 'remove' && (
        <BottomSheet title={t('person.remove-sure', { name: action.person.name })} onClose={done}>
          <Text>{t(action.person.shared ? 'person.remove-shared' : 'person.remove-what')}</Text>
          <Button onTap={() => takeOut(action.person)}>{t('person.remove')}</Button>
          <Button quiet onTap={done}>
            {t('person.keep')}
          </Button>
        </BottomSheet>
      )}
    </>
  )
}
