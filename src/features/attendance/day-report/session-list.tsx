import type { DaySheet } from '@core/attendance/day-report'
import { Text } from '@tarojs/components'
import { Some } from '@/ui/feedback/show-more-list'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { SessionCard } from './session-card'

/** With so few people on the day all of them are in sight at once; more are opened session by session. */
const FEW = 20
/** Sessions drawn at once. */
const FIRST = 12

/** The day's sessions; those that nobody had booked are only counted. */
export function SessionList({ sheet: { sessions, sums } }: { sheet: DaySheet }) {
  const { t } = useDeskWords()
  const some = sessions.filter(({ people, walkIns }) => people.length + walkIns.length > 0)
  const none = sessions.length - some.length
  return (
    <>
      <Some of={some} first={FIRST} className="desk sheet-sessions">
        {(session) => <SessionCard key={session.id} session={session} opened={sums.booked <= FEW} />}
      </Some>
      {none > 0 && <Text className="soft">{t('sheet.unbooked', { count: none })}</Text>}
    </>
  )
}
