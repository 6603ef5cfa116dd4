import type { Session } from '@core/session'
import { Text } from '@tarojs/components'
import { useState } from 'react'
import type { Settled } from '@/platform/settle'
import { Action } from '@/ui/action'
import { Said } from '@/ui/said'
import { Suggested } from '@/ui/suggested'
import { useDeskWords } from '@/words/desk/use-desk-words'
import { sayOutcome } from '@/words/outcome'
import { useLines } from './store'

const REASON_MOST = 60

type Props = { session: Session; parties: number; onDone: (told: number) => void; onLeave: () => void }

/** It does not take place: why, and then once more whether it is meant. */
export function CallOff({ session, parties, onDone, onLeave }: Props) {
  const words = useDeskWords()
  const { t } = words
  const { callOff } = useLines.getState()
  const [reason, setReason] = useState('')
  const [sure, setSure] = useState(false)
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Settled>()
  const end = async () => {
    setBusy(true)
    const result = await callOff(session.id, reason.trim())
    setBusy(false)
    setOutcome(result)
    if (result.state === 'done') onDone(result.answer.told)
  }
  if (!sure) {
    return (
      <>
        <Suggested
          label={t('line.reason')}
          hint={t('line.reason-shown')}
          value={reason}
          most={REASON_MOST}
          suggestions={[
            t('reason.typhoon'),
            t('reason.heat'),
            t('reason.power'),
            t('reason.repair'),
            t('reason.teacher'),
          ]}
          onChange={setReason}
        />
        <Action off={!reason.trim()} onTap={() => setSure(true)}>
          {t('line.call-off')}
        </Action>
      </>
    )
  }
  return (
    <>
      <Text>{t('line.call-off-what', { title: session.title, parties, reason: reason.trim() })}</Text>
      <Said text={sayOutcome(words, outcome)} />
      <Action busy={busy} onTap={end}>
        {t('line.call-off-yes')}
      </Action>
      <Action quiet onTap={onLeave}>
        {t('line.call-off-no')}
      </Action>
    </>
  )
}
