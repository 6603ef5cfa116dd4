import { busiest, type Quarter } from '@core/attendance/day-report'
import { clockOf, instant, MINUTE } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { arrivalBars } from './arrival-bars'

/** Up to this many quarters, each full hour has its label, even in large type on a narrow phone. */
const QUARTERS_AN_HOURLY_LABEL = 22
/** Keeps a few bars from becoming too wide. Pixels. */
const MAX_BAR_WIDTH = 24

const countOf = ({ came, walkedIn }: Quarter): number => came + walkedIn
const startOf = ({ at }: Quarter): string => clockOf(instant(at))

/** Bar chart of arrivals per quarter of an hour. Walk-ins are hatched. */
export function ArrivalsChart({ arrivals }: { arrivals: readonly Quarter[] }) {
  const { t } = useManagerWords()
  const most = busiest(arrivals)
  const [first, last] = [arrivals[0], arrivals.at(-1)]
  if (!most || !first || !last) {
    return (
      <View className="card tight">
        <Text className="heading">{t('sheet.arrivals')}</Text>
        <Text className="soft">{t('sheet.nobody')}</Text>
      </View>
    )
  }
  const facts = {
    from: startOf(first),
    to: clockOf(instant(last.at) + 15 * MINUTE),
    count: arrivals.reduce((sum, one) => sum + countOf(one), 0),
    at: startOf(most),
    most: countOf(most),
  }
  const bars = arrivalBars(arrivals, facts.most)
  const place = (nth: number) => `${((100 * nth) / arrivals.length).toFixed(2)}%`
  const every = Math.ceil(arrivals.length / QUARTERS_AN_HOURLY_LABEL)
  const isLabelled = (quarter: Quarter, nth: number) => {
    const [hour, minutes] = startOf(quarter).split(':').map(Number)
    return arrivals.length < 4 ? nth === 0 : minutes === 0 && (hour ?? 0) % every === 0
  }
  return (
    <View className="card stack">
      <View className="tight">
        <Text className="heading">{t('sheet.arrivals')}</Text>
        <Text className="small soft figure">{t('sheet.busiest', facts)}</Text>
      </View>
      <View
        style={`max-width: ${arrivals.length * MAX_BAR_WIDTH}px`}
        {...aria({ role: 'img', label: t('sheet.picture', facts) })}
      >
        <View className="quarters">
          <View className="bars" style={bars.came} />
          <View className="bars hatched" style={bars.walkedIn} />
          <Text className="small figure" style={`left: ${place(arrivals.indexOf(most) + 0.5)}`}>
            {facts.most}
          </Text>
        </View>
        <View className="quarter-labels small soft figure">
          {arrivals.map((quarter, nth) =>
            isLabelled(quarter, nth) ? (
              <Text
                key={quarter.at}
                className={nth ? 'quarter-label' : 'quarter-label first'}
                style={`left: ${place(nth)}`}
              >
                {startOf(quarter)}
              </Text>
            ) : null,
          )}
        </View>
      </View>
      {arrivals.some(({ walkedIn }) => walkedIn > 0) && (
        <View className="row wrap small soft">
          <View className="key" />
          <Text>{t('sheet.booked-ones')}</Text>
          <View className="key hatched" />
          <Text>{t('sheet.walked-in')}</Text>
        </View>
      )}
    </View>
  )
}
