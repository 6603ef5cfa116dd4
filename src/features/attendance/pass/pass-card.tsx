import type { Pass } from '@core/attendance/pass'
import type { Booking } from '@core/booking/booking'
import { Text, View } from '@tarojs/components'
import { useEffect } from 'react'
import { brighten } from '@/platform/device/brightness'
import { sayWhen } from '@/words/time-text'
import { useWords } from '@/words/use-words'
import { PassCode } from './pass-code'

/** Two groups of four digits, easier to read out. */
const formatDoorCode = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`

/** Pass shown at the door: always black on white, so that scanners can read it. */
export function PassCard({ booking, pass, now }: { booking: Booking; pass: Pass; now: number }) {
  const words = useWords()
  const { t } = words
  useEffect(() => brighten(), [])
  return (
    <View className="pass">
      <PassCode pass={pass} />
      <Text className="pass-figures figure">{formatDoorCode(pass.code)}</Text>
      <Text className="pass-name">{booking.people.map((person) => person.name).join('、')}</Text>
      <Text>{booking.title}</Text>
      <Text className="figure">{sayWhen(words, booking, now)}</Text>
      <Text>{booking.stationName}</Text>
      <Text className="small">{t('pass.say', { count: booking.people.length })}</Text>
    </View>
  )
}
