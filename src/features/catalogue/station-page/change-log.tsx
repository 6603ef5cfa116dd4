import { type Instant, instant } from '@core/base/time'
import type { LoggedChange } from '@core/place/station-change'
import { Text, View } from '@tarojs/components'
import { type ManagerWord, type ManagerWords, useManagerWords } from '@/words/manager/use-manager-words'
import { sayMoment } from '@/words/time-text'

const WHAT = {
  theme: 'station-page.theme',
  feature: 'station-page.feature',
  rules: 'station.rules',
  phone: 'station-page.phone',
  facilities: 'station.has',
  hours: 'station-page.hours',
  name: 'wish.name',
  position: 'station-page.position',
  photos: 'photo.title',
  'photo-added': 'photo.add',
} as const satisfies Record<string, ManagerWord | 'station.rules' | 'station.has'>

const sayWhat = ({ t }: ManagerWords, what: string): string => {
  const word = WHAT[what as keyof typeof WHAT]
  return word ? t(word) : ''
}

/** The latest changes of a station: what, by whom, when. */
export function ChangeLog({ changes, now }: { changes: readonly LoggedChange[]; now: Instant }) {
  const words = useManagerWords()
  const { t } = words
  if (changes.length === 0) return null
  return (
    <View className="stack section">
      <Text className="heading">{t('station-page.log')}</Text>
      {changes.map(({ at, by, what }) => (
        <View key={at + what.join()} className="row between wrap">
          <Text className="grow">{what.map((one) => sayWhat(words, one)).join('、')}</Text>
          <Text className="small soft">{t('station-page.log-by', { by, at: sayMoment(words, instant(at), now) })}</Text>
        </View>
      ))}
    </View>
  )
}
