import { dayOf, instant } from '@core/base/time'
import type { Alternative } from '@core/booking/alternatives'
import { daysAhead } from '@core/catalogue/session'
import { Text, View } from '@tarojs/components'
import { SessionRow } from '@/features/catalogue/session/session-row'
import { usePack } from '@/features/place/station/store'
import { goInstead } from '@/platform/app/navigation'
import { sayDay } from '@/words/time-text'
import { useWords, type Word } from '@/words/use-words'

const GROUPS: { how: Alternative['how']; title: Word }[] = [
  { how: 'other-day', title: 'session.instead' },
  { how: 'nearby', title: 'session.instead-near' },
]
const openInstead = (id: string) => goInstead(`/pages/session/index?id=${id}`)

/** Alternatives: another day or another station. */
export function AlternativesList({ instead, now }: { instead: readonly Alternative[]; now: number }) {
  const words = useWords()
  const { t } = words
  const stations = usePack(({ pack }) => pack?.stations)
  const where = ({ session, how }: Alternative) => {
    const day = sayDay(words, dayOf(instant(session.startsAt)), now)
    if (how === 'nearby') return `${stations?.find(({ id }) => id === session.station)?.name ?? ''} · ${day}`
    const days = daysAhead(session, now)
    return days > 1 ? `${day} · ${t('session.in-days', { days })}` : day
  }
  return GROUPS.map(({ how, title }) => {
    const some = instead.filter((one) => one.how === how)
    return some.length === 0 ? null : (
      <View key={how} className="stack section">
        <Text className="heading">{t(title)}</Text>
        {some.map((one) => (
          <SessionRow key={one.session.id} session={one.session} now={now} where={where(one)} onTap={openInstead} />
        ))}
      </View>
    )
  })
}
