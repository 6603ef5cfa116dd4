import { REASON_MOST } from '@core/booking/closing-day'
import type { Session } from '@core/catalogue/session'
import { Text } from '@tarojs/components'
import { useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { SuggestedField } from '@/ui/fields/suggested-field'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { useWaitlists } from './store'

type Props = { session: Session; parties: number; onDone: (told: number) => void; onLeave: () => void }

/** Calls off a session: the reason, then a confirmation. */
export function CallOffForm({ session, parties, onDone, onLeave }: Props) {
  const words = useManagerWords()
  const { t } = words
  const { callOff } = useWaitlists.getState()
  const [reason, setReason] = useState('')
  const [sure, setSure] = useState(false)
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<CallOutcome>()
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
        <SuggestedField
          label={t('line.reason')}
          hint={t('line.reason-shown')}
          value={reason}
          maxLength={REASON_MOST}
          suggestions={[
            t('reason.typhoon'),
            t('reason.heat'),
            t('reason.power'),
            t('reason.repair'),
            t('reason.teacher'),
          ]}
          onChange={setReason}
        />
        <Button disabled={!reason.trim()} onTap={() => setSure(true)}>
          {t('line.call-off')}
        </Button>
      </>
    )
  }
  return (
    <>
      <Text>{t('line.call-off-what', { title: session.title, parties, reason: reason.trim() })}</Text>
      <ErrorText text={sayOutcome(words, outcome)} />
      <Button busy={busy} onTap={end}>
        {t('line.call-off-yes')}
      </Button>
      <Button quiet onTap={onLeave}>
        {t('line.call-off-no')}
      </Button>
    </>
  )
}
