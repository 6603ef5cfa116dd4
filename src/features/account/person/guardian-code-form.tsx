import { formatGuardianCode, parseGuardianCode } from '@core/account/code/guardian-code'
import { mayConsent } from '@core/account/person'
import { whereMay } from '@core/account/role'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { TextField } from '@/ui/fields/text-field'
import { sayOutcome } from '@/words/outcome-text'
import { useResidentWords } from '@/words/resident/use-resident-words'
import { GuardianConsent } from './guardian-consent'
import { type CaredRelation, RelationChoice } from './relation-choice'
import { useMe } from './store'

/** Longer than the longest code, to leave room for typed spaces. */
const MAX_TYPED_LENGTH = 24

/** Form for a guardian invitation code, prefilled when it was scanned. Accepting it makes both guardians. */
export function GuardianCodeForm({ code: told, onDone }: { code?: string | undefined; onDone: () => void }) {
  const words = useResidentWords()
  const { t } = words
  const [text, setText] = useState(told ? formatGuardianCode(told) : '')
  const [relation, setRelation] = useState<CaredRelation>('child')
  // A ward belongs to a station: without a role at one, there is none to look after them for.
  const worksWithWards = useMe(({ me }) => whereMay(me?.roles ?? [], 'proxy').stations.length > 0)
  const [consent, setConsent] = useState(false)
  // The cloud knows the age, and asks for consent for somebody under 14 who is no child of mine.
  const [isAsked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState('')
  const join = async () => {
    const code = parseGuardianCode(text)
    if (!code) return setMessage(t('household.code-wrong'))
    setBusy(true)
    const joined = await useMe.getState().joinAsGuardian({ code, relation, ...(consent ? { consent } : {}) })
    setBusy(false)
    setAsked(joined.state === 'refused' && joined.why.refusal === 'consent-needed')
    return joined.state === 'done' ? onDone() : setMessage(sayOutcome(words, joined))
  }
  return (
    <View className="stack">
      <RelationChoice on={relation} onChoose={setRelation} withWards={worksWithWards} />
      <TextField label={t('household.enter-what')} value={text} maxLength={MAX_TYPED_LENGTH} onChange={setText} />
      {(relation === 'child' || (isAsked && mayConsent(relation))) && (
        <GuardianConsent on={consent} onChange={setConsent} />
      )}
      <ErrorText text={message} />
      <Button busy={busy} onTap={join}>
        {t('household.join')}
      </Button>
    </View>
  )
}
