import { readCode, spellCode } from '@core/invitation'
import { mayAnywhere } from '@core/role'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '@/ui/action'
import { Said } from '@/ui/said'
import { TextField } from '@/ui/text-field'
import { useMoreWords } from '@/words/more/use-more-words'
import { sayOutcome } from '@/words/outcome'
import { Consent } from './consent'
import { type Cared, RelationChoice } from './relation'
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
