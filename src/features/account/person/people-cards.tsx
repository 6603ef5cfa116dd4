import type { Person } from '@core/account/person'
import { Text } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '@/ui/buttons/button'
import { Said } from '@/ui/feedback/error-text'
import { Sheet } from '@/ui/layout/bottom-sheet'
import { sayOutcome } from '@/words/outcome-text'
import { useMoreWords } from '@/words/resident/use-resident-words'
import { Invitation } from './guardian-invitation'
import { PersonCard } from './person-card'
import { PersonForm } from './person-form'
import { useMe } from './store'

type Doing = { what: 'mend' | 'remove' | 'invite'; person: Person }
type Props = {
  people: readonly Person[]
  now: number
  onMended?: (person: Person) => void
  onRemoved?: (person: Person) => void
}

/** Those one cares for, and what can be done about each: mended, shared with another, let go. */
export function PeopleCards({ people, now, onMended, onRemoved }: Props) {
  const words = useMoreWords()
  const { t } = words
  const [doing, setDoing] = useState<Doing>()
  const [said, setSaid] = useState('')
  const begin = (what: Doing['what'], person: Person) => () => setDoing({ what, person })
  const done = () => {
    setDoing(undefined)
    setSaid('')
  }
  const takeOut = async (person: Person) => {
    const result = await useMe.getState().remove(person.id)
    setDoing(undefined)
    setSaid(sayOutcome(words, result))
    if (result.state === 'done') onRemoved?.(person)
  }
  return (
    <>
      <Said text={said} />
      {people.map((person) => (
        <PersonCard
          key={person.id}
          person={person}
          now={now}
          onMend={begin('mend', person)}
          onInvite={begin('invite', person)}
          onRemove={begin('remove', person)}
        />
      ))}
      {doing?.what === 'mend' && (
        <Sheet title={t('person.mend')} onClose={done}>
          <PersonForm
            now={now}
            person={doing.person}
            onDone={(saved) => {
              done()
              onMended?.(saved)
            }}
          />
        </Sheet>
      )}
      {doing?.what === 'invite' && (
        <Sheet title={t('household.code')} onClose={done}>
          <Invitation person={doing.person} now={now} />
        </Sheet>
      )}
      {doing?.what === 'remove' && (
        <Sheet title={t('person.remove-sure', { name: doing.person.name })} onClose={done}>
          <Text>{t(doing.person.shared ? 'person.remove-shared' : 'person.remove-what')}</Text>
          <Action onTap={() => takeOut(doing.person)}>{t('person.remove')}</Action>
          <Action quiet onTap={done}>
            {t('person.keep')}
          </Action>
        </Sheet>
      )}
    </>
  )
}
