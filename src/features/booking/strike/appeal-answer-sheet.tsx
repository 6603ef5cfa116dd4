import { ANSWER_MOST } from '@core/booking/strike'
import { Text } from '@tarojs/components'
import { useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { SuggestedField } from '@/ui/fields/suggested-field'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { type Appeal, useAppeals } from './appeal-store'

/** Answer to an appeal: forgive the strike or keep it, with a message either way. */
export function AppealAnswerSheet({ appeal, onClose }: { appeal: Appeal; onClose: () => void }) {
  const words = useManagerWords()
  const { t } = words
  const { id, appeal: appealText } = appeal.strike
  const draft = useAppeals(({ drafts }) => drafts[id]) ?? ''
  const { write, answer } = useAppeals.getState()
  const [busy, setBusy] = useState<'forgive' | 'keep'>()
  const [outcome, setOutcome] = useState<CallOutcome>()
  const send = async (how: 'forgive' | 'keep') => {
    setBusy(how)
    const result = await answer(id, how === 'forgive', draft.trim())
    setBusy(undefined)
    setOutcome(result)
    if (result.state === 'done') onClose()
  }
  const off = !draft.trim() || busy !== undefined
  return (
    <BottomSheet title={appeal.name} onClose={onClose}>
      <Text>{appealText ?? ''}</Text>
      <SuggestedField
        multiline
        label={t('appeal.words')}
        hint={t('appeal.words-shown')}
        value={draft}
        maxLength={ANSWER_MOST}
        suggestions={[t('appeal.say-checked'), t('appeal.say-understood'), t('appeal.say-roster')]}
        onChange={(text) => write(id, text)}
      />
      <ErrorText text={sayOutcome(words, outcome)} />
      <Button busy={busy === 'forgive'} disabled={off && busy !== 'forgive'} onTap={() => send('forgive')}>
        {t('appeal.forgive')}
      </Button>
      <Button quiet busy={busy === 'keep'} disabled={off && busy !== 'keep'} onTap={() => send('keep')}>
        {t('appeal.keep')}
      </Button>
    </BottomSheet>
  )
}
