import { mayManage } from '@core/role'
import { dayOf, instant } from '@core/time'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useMe } from '@/features/person/store'
import { SessionRow } from '@/features/session/session-row'
import { keyOf, useSessions } from '@/features/session/store'
import { indexOf, usePack } from '@/features/station/store'
import { Action } from '@/ui/action'
import { Bones } from '@/ui/bones'
import { Empty } from '@/ui/empty'
import { Notice } from '@/ui/notice'
import { Screen } from '@/ui/screen'
import { useNow } from '@/ui/use-now'
import { useWords } from '@/words/use-words'
import { sayDay } from '@/words/when'
import '@/features/session/session.scss'
import '@/features/roster/roster.scss'

/** As many stations as one question to the cloud may name. */
const MOST = 40
const PAGE = '20'

const openRoster = (id: string) => Taro.navigateTo({ url: `/manager/pages/roster/index?id=${id}` })

export default function Today() {
  const words = useWords()
  const { t } = words
  const now = useNow()
  const { pack } = usePack()
  const roles = useMe((state) => state.me?.roles ?? [])
  const mine = pack?.stations.filter((station) => mayManage(roles, station)).slice(0, MOST) ?? []
  const day = dayOf(now)
  // What is over comes last: the door is about what is on and what is next.
  const asked = { station: mine.map((station) => station.id).join(), from: day, to: day, limit: PAGE }
  const page = useSessions(({ pages }) => pages[keyOf(asked)])
  const { load, more } = useSessions.getState()
  const refresh = () => (mine.length ? load(asked) : Promise.resolve())
  useDidShow(() => {
    refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))
  const sessions = page?.sessions ?? []
  const ahead = sessions.filter((session) => instant(session.endsAt) > now)
  const over = sessions.filter((session) => instant(session.endsAt) <= now)
  const row = (session: (typeof sessions)[number]) => {
    const station = pack && indexOf(pack).byId.get(session.station)
    const where = `${station?.name ?? session.station} · ${t('roster.booked', { booked: session.capacity - session.left })}`
    return (
      <SessionRow
        key={session.id}
        session={session}
        now={Math.min(now, instant(session.startsAt) - 1)}
        where={where}
        onTap={openRoster}
      />
    )
  }
  return (
    <Screen title={t('manager.today')} wide>
      <View className="stack">
        <View className="row between wrap">
          <Text className="title">
            {sayDay(words, day, now)} · {t('manager.sessions', { count: sessions.length })}
          </Text>
          <Action sign="scan" onTap={() => Taro.navigateTo({ url: '/manager/pages/scan/index' })}>
            {t('manager.scan')}
          </Action>
        </View>
        {page?.state === 'no-signal' && <Notice text={t('offline.sessions')} />}
        {mine.length === 0 && <Empty text={t('manager.none')} />}
        {mine.length > 0 && !page && <Bones label={t('loading')} />}
        {page?.state === 'here' && sessions.length === 0 && <Empty text={t('manager.nothing')} />}
        <View className="desk">{ahead.map(row)}</View>
        {page?.next && (
          <Action quiet busy={page.state === 'asking'} onTap={() => more(asked)}>
            {t('nearby.more')}
          </Action>
        )}
        {over.length > 0 && <Text className="heading section">{t('manager.over')}</Text>}
        <View className="desk">{over.map(row)}</View>
      </View>
    </Screen>
  )
}
