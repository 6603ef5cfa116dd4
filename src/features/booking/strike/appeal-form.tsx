import { APPEAL_MOST, type Strike } from '@core/booking/strike'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { TextField } from '@/ui/fields/text-field'
import { sayOutcome } from '@/words/outcome-text'
import { useResidentWords } from '@/words/resident/use-resident-words'
import { useStrikes } from './store'

/** Appeal form: why the strike should not count. */
export function AppealForm({ strike: { id }, onDone }: { strike: Strike; onDone: () => void }) {
  const words = useResidentWords()
  const { t } = words
  const draft = useStrikes(({ drafts }) => drafts[id]) ?? ''
  const { write, appeal } = useStrikes.getState()
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState('')
  const send = async () => {
    if (!draft.trim()) return setMessage(t('strikes.appeal-needed'))
    setBusy(true)
    const sent = await appeal(id, draft.trim())
    setBusy(false)
    return sent.state === 'done' ? onDone() : setMessage(sayOutcome(words, sent))
  }
  return (
    <View className="stack">
      <TextField
        multiline
        label={t('strikes.appeal-what')}
        hint={t('strikes.appeal-hint')}
        value={draft}
        maxLength={APPEAL_MOST}
        onChange={(text) => write(id, text)}
      />
      <ErrorText text={message} />
      <Button busy={busy} onTap={send}>
        {t('strikes.send')}
      </Button>
    </View>
  )
}
