import type { GivenStanding } from '@core/account/standing-list'
import type { Day, Instant } from '@core/base/time'
import { Text } from '@tarojs/components'
import { useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { StandingUntilField } from './standing-until-field'
import { type NewStandingInvitation, useStandings } from './store'

type Props = {
  kind: GivenStanding
  now: Instant
  onClose: () => void
  onMade: (invited: NewStandingInvitation) => void
}

/** Until when the standing is to hold; then the invitation is made. */
export function StandingInviteSheet({ kind, now, onClose, onMade }: Props) {
  const words = useManagerWords()
  const { t } = words
  const [until, setUntil] = useState<Day>()
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<CallOutcome>()
  const make = async () => {
    setBusy(true)
    const made = await useStandings.getState().invite(kind, until)
    setBusy(false)
    setOutcome(made)
    if (made.state === 'done') onMade(made.answer)
  }
  return (
    <BottomSheet title={t('standing.invite')} onClose={onClose}>
      <Text>{t('standing.invite-what', { standing: t(`standing.${kind}`) })}</Text>
      <StandingUntilField until={until} now={now} onChange={setUntil} />
      <ErrorText text={sayOutcome(words, outcome)} />
      <Button busy={busy} onTap={make}>
        {t('people.make')}
      </Button>
    </BottomSheet>
  )
}
