import { readCode, spellCode } from '@core/account/guardian-code'
import { mayAnywhere } from '@core/account/role'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '@/ui/buttons/button'
import { Said } from '@/ui/feedback/error-text'
import { TextField } from '@/ui/fields/text-field'
import { sayOutcome } from '@/words/outcome-text'
import { useMoreWords } from '@/words/resident/use-resident-words'
import { Consent } from './guardian-consent'
import { type Cared, RelationChoice } from './relation-choice'
import { useMe } from './store'

/** Room for the spaces that somebody types along. */
const MOST = 16

/** The code another of the family gave, which may have been scanned: then both care. */
export function CodeForm({ code: told, onDone }: { code?: string | undefined; onDone: () => void }) {
  const words = useMoreWords()
  const { t } = words
  const [text, setText] = useState(told ? spellCode(told) : '')
  const [relation, setRelation] = useState<Cared>('child')
  const atWork = useMe(({ me }) => mayAnywhere(me?.roles ?? [], 'proxy'))
  const [consent, setConsent] = useState(false)
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState('')
  const join = async () => {
    const code = readCode(text)
    if (!code) return setSaid(t('household.code-wrong'))
    setBusy(true)
    const joined = await useMe.getState().careToo({ code, relation, ...(consent ? { consent } : {}) })
    setBusy(false)
    return joined.state === 'done' ? onDone() : setSaid(sayOutcome(words, joined))
  }
  return (
    <View className="stack">
      <RelationChoice on={relation} onChoose={setRelation} atWork={atWork} />
      <TextField label={t('household.enter-what')} value={text} most={MOST} onChange={setText} />
      {relation === 'child' && <Consent on={consent} onChange={setConsent} />}
      <Said text={said} />
      <Action busy={busy} onTap={join}>
        {t('household.join')}
      </Action>
    </View>
  )
}
