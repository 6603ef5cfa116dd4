import { CONSENT_BELOW_AGE, mayJoinHousehold, type Person } from '@core/account/person'
import { ageOn, dayOf } from '@core/base/time'
import { Input, Picker, Text, View } from '@tarojs/components'
import { useState } from 'react'
import { aria, ariaLabel } from '@/platform/device/aria'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { useWords } from '@/words/use-words'
import { GuardianConsent } from './guardian-consent'
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
  const { t, no } = useWords()
  const { addPerson: join, changePerson: change } = useMe()
  const [name, setName] = useState(person?.name ?? '')
  const [relation, setRelation] = useState<CaredRelation>(wardOf ? 'ward' : 'child')
  const [born, setBorn] = useState(person?.born ?? '')
  const [consent, setConsent] = useState(false)
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState('')
  const today = dayOf(now)
  const isMinor = relation === 'child' && (!born || ageOn(born, today) < CONSENT_BELOW_AGE)
  const asksConsent = isMinor && !person
  // Initial position of the month picker.
  const defaultYear = (person?.relation ?? relation) === 'child' ? today.slice(0, 4) : '1950'

  const showResult = (done: SavedPerson) => {
    if (done.state === 'done') return onDone(done.answer.person)
    setMessage(done.state === 'refused' ? no(done.why) : done.state === 'wrong' ? done.message : t('offline.act'))
  }
  const save = async () => {
    if (!name.trim()) return setMessage(t('person.name-needed'))
    const may = mayJoinHousehold({ relation, born: born || undefined, consent }, 0, today)
    if (!person && !may.ok) return setMessage(no(may.why))
    setBusy(true)
    const changed = { name: name.trim(), ...(born ? { born } : {}), ...(consent ? { consent } : {}) }
    showResult(
      person
        ? await change(person.id, changed)
        : await join({ ...changed, relation, ...(wardOf ? { station: wardOf } : {}) }),
    )
    setBusy(false)
  }

  return (
    <View className="stack">
      {!person && !wardOf && <RelationChoice on={relation} onChoose={setRelation} />}
      <View className="field">
        <Input
          className="input"
          value={name}
          maxlength={20}
          placeholder={t('person.name')}
          onInput={({ detail }) => setName(detail.value)}
          {...ariaLabel(t('person.name'))}
        />
      </View>
      <Picker
        mode="date"
        fields="month"
        value={born || `${defaultYear}-01`}
        start="1900-01"
        end={today.slice(0, 7)}
        onChange={({ detail }) => setBorn(detail.value.slice(0, 7))}
      >
        <View className="field" {...aria({ role: 'button', label: `${t('person.born')} ${born}` })}>
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
