import { type Instant, instant } from '@core/base/time'
import type { WaitlistEntry } from '@core/contract/endpoints/booking/waitlist'
import { Text, View } from '@tarojs/components'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayMoment } from '@/words/time-text'

/** Facts about a group besides its name, as one line. */
export function useGroupFacts(now: Instant) {
  const words = useManagerWords()
  const { t } = words
  return ({ size, since, overtaken, offerUntil, status, came }: WaitlistEntry): string =>
    [
      t('line.size', { size }),
      t('line.since', { when: sayMoment(words, instant(since), now) }),
      ...(overtaken > 0 && status === 'waiting' ? [t('line.overtaken', { overtaken })] : []),
      ...(offerUntil ? [t('line.offer-until', { when: sayMoment(words, instant(offerUntil), now) })] : []),
      ...(came ? [t('booking.came')] : []),
    ].join(' · ')
}

/** One group on the waitlist or with seats. */
export function GroupRow({ entry, now }: { entry: WaitlistEntry; now: Instant }) {
  const { t } = useManagerWords()
  const facts = useGroupFacts(now)
  const name = entry.name || t('sheet.erased')
  return (
    <View className="line">
      <View className="grow">
        <Text>{entry.place ? `${entry.place} · ${name}` : name}</Text>
        <View className="small soft figure">{facts(entry)}</View>
      </View>
    </View>
  )
}
