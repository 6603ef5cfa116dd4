import type { DayReport } from '@core/attendance/day-report'
import { Text } from '@tarojs/components'
import { ShowMoreList } from '@/ui/feedback/show-more-list'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { ReportSessionCard } from './session-card'

/** Up to this many people in a day, every session starts expanded. */
const OPEN_ALL_UP_TO = 20
/** Sessions rendered at once. */
const SESSIONS_AT_ONCE = 12

/** Sessions of the day; those without bookings are only counted. */
export function ReportSessionList({ sheet: { sessions, sums } }: { sheet: DayReport }) {
  const { t } = useManagerWords()
  const some = sessions.filter(({ people, walkIns }) => people.length + walkIns.length > 0)
  const none = sessions.length - some.length
  return (
    <>
      <ShowMoreList items={some} first={SESSIONS_AT_ONCE} className="wide-grid report-sessions">
        {(session) => <ReportSessionCard key={session.id} session={session} opened={sums.booked <= OPEN_ALL_UP_TO} />}
      </ShowMoreList>
      {none > 0 && <Text className="soft">{t('sheet.unbooked', { count: none })}</Text>}
    </>
  )
}
