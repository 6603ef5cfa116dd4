import type { ReportSession } from '@core/attendance/day-report'
import { clockOf, instant } from '@core/base/time'
import { isAllDay } from '@core/catalogue/session'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Icon } from '@/ui/buttons/icon'
import { Touchable } from '@/ui/buttons/touchable'
import { ShowMoreList } from '@/ui/feedback/show-more-list'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayClocks } from '@/words/time-text'
import { PersonRow } from './person-row'

type Props = { session: ReportSession /** Initially expanded. */; opened: boolean }

/** One session of the day report: its figures, and its people when expanded. */
export function ReportSessionCard({ session, opened }: Props) {
  const words = useManagerWords()
  const { t } = words
  const [open, setOpen] = useState(opened)
  const { title, calledOff, people, walkIns } = session
  const clocks = sayClocks(words, session)
  const walkedIn = walkIns.reduce((sum, { seats }) => sum + seats, 0)
  const figures = [
    calledOff && t('session.called-off'),
    people.length > 0 && t('roster.count', { came: people.filter(({ came }) => came).length, booked: people.length }),
    walkedIn > 0 && t('sheet.walked-in-count', { count: walkedIn }),
  ].filter(Boolean)
  // Masked names of one family may be equal, so the key needs the index.
  const numbered = [...people.entries()]
  return (
    <View className="card">
      <Touchable
        className={open ? 'row report-session-head open' : 'row report-session-head'}
        label={[`${clocks} ${title}`, ...figures].join('，')}
        expanded={open}
        onTap={() => setOpen(!open)}
      >
        <View className="grow tight">
          <Text className="heading figure">{`${isAllDay(session) ? clocks : clockOf(instant(session.startsAt))} ${title}`}</Text>
          <Text className="small soft figure">{figures.join(' · ')}</Text>
        </View>
        <Icon name="next" />
      </Touchable>
      {open && (
        <View className="report-rows">
          <ShowMoreList items={numbered} of={`${clocks} ${title}`}>
            {([nth, person]) => <PersonRow key={nth} person={person} />}
          </ShowMoreList>
          {walkIns.map(({ at, seats, by, full }) => (
            <View key={`${at} ${seats}`} className="line">
              <View className="grow">
                <Text>{t('sheet.walked-in-count', { count: seats })}</Text>
                <View className="small soft">
                  {[by && t('sheet.by', { name: by }), full && t('sheet.full')].filter(Boolean).join(' · ')}
                </View>
              </View>
              <Text className="figure">{clockOf(instant(at))}</Text>
            </View>
          ))}
        </View>
      )}
    </View>
  )
}
