import type { Session } from '@core/catalogue/session'
import { Text } from '@tarojs/components'
import { useState } from 'react'
import type { Settled } from '@/platform/network/to-outcome'
import { Action } from '@/ui/buttons/button'
import { Said } from '@/ui/feedback/error-text'
import { Suggested } from '@/ui/fields/suggested-field'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
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
