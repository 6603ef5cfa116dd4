import { mayConsent, mayJoinHousehold, needsConsent, OLDEST_BORN, type Person } from '@core/account/person'
import { dayOf } from '@core/base/time'
import { Input, Picker, Text, View } from '@tarojs/components'
import { useState } from 'react'
import { aria, ariaLabel } from '@/platform/device/aria'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { useWords } from '@/words/use-words'
import { GuardianConsent } from './guardian-consent'
import { NAME_INPUT_MOST, sayNameFault } from './name-check'
import { type CaredRelation, RelationChoice } from './relation-choice'
import { type SavedPerson, useMe } from './store'

type Props = {
  now: number
  /** The person to edit; without it, a new one is added. */
  person?: Person
  /** The new person is a ward: somebody whom this station looks after. */
  wardOf?: string
  onDone: (saved: Person) => void
}

/** Person form for a child, a parent or a ward: name, birth month, and the guardian's consent for a young child. */
export function PersonForm({ now, person, wardOf, onDone }: Props) {
  const words = useWords()
  const { t, no } = words
  const { addPerson: join, changePerson: change } = useMe()
  const [name, setName] = useState(person?.name ?? '')
  const [chosen, setRelation] = useState<CaredRelation>(wardOf ? 'ward' : 'child')
  const [born, setBorn] = useState(person?.born ?? '')
  const [consent, setConsent] = useState(false)
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState('')
  const today = dayOf(now)
  const relation = person?.relation ?? chosen
  const about = { relation, born: born || undefined, consent: consent || person?.consent !== undefined }
  const asksConsent = needsConsent(about, today) && mayConsent(relation) && !person?.consent
  // Initial position of the month picker.
  const defaultYear = relation === 'child' ? today.slice(0, 4) : '1950'

  const showResult = (done: SavedPerson) => {
    if (done.state === 'done') return onDone(done.answer.person)
    setMessage(done.state === 'refused' ? no(done.why) : done.state === 'wrong' ? done.message : t('offline.act'))
  }
  const save = async () => {
    const fault = sayNameFault(words, name)
    if (fault) return setMessage(fault)
    const may = mayJoinHousehold(about, 0, today)
    if (!may.ok) return setMessage(no(may.why))
    setBusy(true)
    const changed = { name: name.trim(), ...(born ? { born } : {}), ...(consent ? { consent } : {}) }
    const joining = { ...changed, relation: chosen, ...(wardOf ? { station: wardOf } : {}) }
    showResult(person ? await change(person.id, changed) : await join(joining))
    setBusy(false)
  }

  return (
    <View className="stack">
      {!person && !wardOf && <RelationChoice on={chosen} onChoose={setRelation} />}
      <View className="field">
        <Input
          className="input"
          value={name}
          maxlength={NAME_INPUT_MOST}
          placeholder={t('person.name')}
          onInput={({ detail }) => setName(detail.value)}
          {...ariaLabel(t('person.name'))}
        />
      </View>
      <Picker
        mode="date"
        fields="month"
        value={born || `${defaultYear}-01`}
        start={OLDEST_BORN}
        end={today.slice(0, 7)}
        onChange={({ detail }) => setBorn(detail.value.slice(0, 7))}
      >
        <View
          className="tap field wrap"
          hoverClass="pressed"
          {...aria({ role: 'button', label: `${t('person.born')} ${born}` })}
        >
          <Text className="grow">{t('person.born')}</Text>
          <Text className={born ? 'figure' : 'soft'}>{born || t('person.choose')}</Text>
        </View>
      </Picker>
      {asksConsent && <GuardianConsent on={consent} onChange={setConsent} />}
      <ErrorText text={message} />
      <Button busy={busy} onTap={save}>
        {t('person.save')}
      </Button>
    </View>
  )
}
