import { HOUR } from '@core/base/time'
import type { Booking } from '@core/booking/booking'
import { HOLD_RELEASE, MAX_OVERTAKEN, OFFER_DURATION, OFFER_WINDOW } from '@core/booking/waitlist'
import { Text, View } from '@tarojs/components'
import { useWords, type Words } from '@/words/use-words'

/** What this group waits for, and how often smaller groups were let ahead of it. */
function sayWaitlistFacts({ t }: Words, { people, line }: Booking): string[] {
  const count = people.length
  const times = line?.overtaken ?? 0
  const overtaken = { times, most: MAX_OVERTAKEN, release: HOLD_RELEASE / HOUR }
  return [
    count > 1 ? t('booking.needs', { count }) : t('booking.needs-one'),
    ...(times >= MAX_OVERTAKEN
      ? [t('booking.overtaken-most', overtaken)]
      : times > 0
        ? [t('booking.overtaken', overtaken)]
        : []),
    t('booking.told', { window: OFFER_WINDOW / HOUR, hours: OFFER_DURATION / HOUR }),
  ]
}

/** My position on the waitlist, and what it takes to move up. */
export function WaitlistPlaceCard({ booking }: { booking: Booking }) {
  const words = useWords()
  const { t } = words
  const { place, ahead } = booking.line ?? {}
  return (
    <View className="card stack">
      <Text className="soft">{t('booking.waiting')}</Text>
      {place !== undefined && <Text className="booking-place figure">{t('booking.place', { place })}</Text>}
      {ahead !== undefined && <Text>{ahead > 0 ? t('booking.ahead', { ahead }) : t('booking.ahead-none')}</Text>}
      {sayWaitlistFacts(words, booking).map((text) => (
        <Text key={text} className="soft">
          {text}
        </Text>
      ))}
    </View>
  )
}
