import type { Strike } from '@core/strike'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '@/ui/action'
import { Said } from '@/ui/said'
import { TextField } from '@/ui/text-field'
import { useMoreWords } from '@/words/more/use-more-words'
import { sayOutcome } from '@/words/outcome'
import { useStrikes } from './store'

const MOST = 200

/** Why it should not count, in one's own words. */
export function AppealForm({ strike: { id }, onDone }: { strike: Strike; onDone: () => void }) {
  const words = useMoreWords()
  const { t } = words
  const draft = useStrikes(({ drafts }) => drafts[id]) ?? ''
  const { write, appeal } = useStrikes.getState()
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState('')
  const send = async () => {
    if (!draft.trim()) return setSaid(t('strikes.appeal-needed'))
    setBusy(true)
    const sent = await appeal(id, draft.trim())
    setBusy(false)
    return sent.state === 'done' ? onDone() : setSaid(sayOutcome(words, sent))
  }
  return (
    <View className="stack">
      <TextField
        tall
        label={t('strikes.appeal-what')}
        hint={t('strikes.appeal-hint')}
        value={draft}
        most={MOST}
        onChange={(text) => write(id, text)}
      />
      <Said text={said} />
      <Action busy={busy} onTap={send}>
        {t('strikes.send')}
      </Action>
    </View>
  )
}
