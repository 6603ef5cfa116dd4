import { Text } from '@tarojs/components'
import { useState } from 'react'
import type { Settled } from '@/platform/network/to-outcome'
import { Action } from '@/ui/buttons/button'
import { Said } from '@/ui/feedback/error-text'
import { Suggested } from '@/ui/fields/suggested-field'
import { Sheet } from '@/ui/layout/bottom-sheet'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { type Appeal, useAppeals } from './appeal-store'

const ANSWER_MOST = 200

/** It is forgiven, or it stays; either way with a word. */
export function AnswerSheet({ appeal, onClose }: { appeal: Appeal; onClose: () => void }) {
  const words = useDeskWords()
  const { t } = words
  const { id, appeal: said } = appeal.strike
  const draft = useAppeals(({ drafts }) => drafts[id]) ?? ''
  const { write, answer } = useAppeals.getState()
  const [busy, setBusy] = useState<'forgive' | 'keep'>()
  const [outcome, setOutcome] = useState<Settled>()
  const send = async (how: 'forgive' | 'keep') => {
    setBusy(how)
    const result = await answer(id, how === 'forgive', draft.trim())
    setBusy(undefined)
    setOutcome(result)
    if (result.state === 'done') onClose()
  }
  const off = !draft.trim() || busy !== undefined
  return (
    <Sheet title={appeal.name} onClose={onClose}>
      <Text>{said ?? ''}</Text>
      <Suggested
        tall
        label={t('appeal.words')}
        hint={t('appeal.words-shown')}
        value={draft}
        most={ANSWER_MOST}
        suggestions={[t('appeal.say-checked'), t('appeal.say-understood'), t('appeal.say-roster')]}
        onChange={(text) => write(id, text)}
      />
      <Said text={sayOutcome(words, outcome)} />
      <Action busy={busy === 'forgive'} off={off && busy !== 'forgive'} onTap={() => send('forgive')}>
        {t('appeal.forgive')}
      </Action>
      <Action quiet busy={busy === 'keep'} off={off && busy !== 'keep'} onTap={() => send('keep')}>
        {t('appeal.keep')}
      </Action>
    </Sheet>
  )
}
