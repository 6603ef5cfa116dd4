import { type Day, dayOf, type Instant } from '@core/base/time'
import { LastDayField } from '@/ui/fields/last-day-field'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayDay } from '@/words/time-text'

type Props = { until: Day | undefined; now: Instant; onChange: (until: Day | undefined) => void }

/** Field of the last day of a standing, for every form that gives one; a standing may also have no end. */
export function StandingUntilField({ until, now, onChange }: Props) {
  const words = useManagerWords()
  const { t } = words
  return (
    <LastDayField
      ends={t('standing.ends')}
      hint={t('standing.ends-what')}
      label={t('standing.until')}
      shown={until ? sayDay(words, until, now) : ''}
      until={until}
      today={dayOf(now)}
      onChange={onChange}
    />
  )
}
