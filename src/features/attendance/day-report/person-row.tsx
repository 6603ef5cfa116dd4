import type { ReportPerson } from '@core/attendance/day-report'
import { clockOf, instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { type ManagerWords, useManagerWords } from '@/words/manager/use-manager-words'

const clock = (moment: string): string => clockOf(instant(moment))

/** Facts worth showing: who booked, how they were checked in, when they left. */
function sayPersonFacts({ t }: ManagerWords, { booker, came, tail }: ReportPerson): string {
  const booked = booker === undefined ? '' : t('sheet.by-proxy', { booker: booker || t('sheet.erased') })
  if (!came) return [booked, t('roster.code', { last: tail })].filter(Boolean).join(' · ')
  const { means, by, leftAt, minutes, forgotten, again } = came
  return [
    booked,
    t(`means.${means}`),
    by && t('sheet.by', { name: by }),
    leftAt && t('sheet.left', { at: clock(leftAt) }),
    minutes !== undefined && t(forgotten ? 'sheet.forgotten' : 'sheet.minutes', { minutes }),
    again > 0 && t('sheet.again', { times: again }),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** One person with a place. */
export function PersonRow({ person }: { person: ReportPerson }) {
  const words = useManagerWords()
  const { t } = words
  const { name, came, absent } = person
  return (
    <View className="line">
      <View className="grow">
        <Text>{name || t('sheet.erased')}</Text>
        <View className="small soft">{sayPersonFacts(words, person)}</View>
      </View>
      <View className="end figure">
        {came ? clock(came.at) : <Text className="soft">{t(absent ? 'sheet.absent' : 'sheet.not-yet')}</Text>}
        {came?.late && <View className="small wait">{t('sheet.late')}</View>}
      </View>
    </View>
  )
}
