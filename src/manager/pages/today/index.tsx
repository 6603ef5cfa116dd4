import { may, mayAnywhere } from '@core/account/role'
import { dayOf, instant } from '@core/base/time'
import type { Session } from '@core/catalogue/session'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useMe } from '@/features/account/person/store'
import { useAppeals } from '@/features/booking/strike/appeal-store'
import { SessionRow } from '@/features/catalogue/session/session-row'
import { StationChips } from '@/features/place/station/station-chips'
import { StreetPicker } from '@/features/place/station/street-picker'
import { ManagerScreen } from '@/manager/manager-screen'
import { go } from '@/platform/app/navigation'
import { Button } from '@/ui/buttons/button'
import { Banner } from '@/ui/feedback/banner'
import { EmptyState } from '@/ui/feedback/empty-state'
import { Skeleton } from '@/ui/feedback/skeleton'
import { useNow } from '@/ui/layout/use-now'
import { sayBooked } from '@/words/manager/booked-text'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayDay } from '@/words/time-text'
import { ManagerLinks } from './manager-links'
import { useToday } from './use-today'
import '@/features/catalogue/session/session.scss'

const openRoster = (id: string) => go(`/manager/pages/roster/index?id=${id}`)
const openSession = (id: string) => go(`/pages/session/index?id=${id}`)

export default function Today() {
  const words = useManagerWords()
  const { t } = words
  const now = useNow()
  const today = useToday(now)
  const roles = useMe(({ me }) => me?.roles) ?? []
  useDidShow(() => {
    today.refresh()
    if (mayAnywhere(roles, 'appeal')) useAppeals.getState().load()
  })
  usePullDownRefresh(() => today.refresh().finally(() => Taro.stopPullDownRefresh()))

  const row = (session: Session) => {
    const station = today.stations.find(({ id }) => id === session.station)
    return (
      <SessionRow
        key={session.id}
        session={session}
        // Show a running session like one that has not begun: at the door it is still open.
        now={Math.min(now, instant(session.startsAt) - 1)}
        where={[station?.name ?? session.station, sayBooked(words, session)].filter(Boolean).join(' · ')}
        // Without the permission to check in, open the public page.
        onTap={station && may(roles, 'attend', station) ? openRoster : openSession}
      />
    )
  }
  const oversees = mayAnywhere(roles, 'oversee')
  const { page, pageOver, ahead, over, showsOver, stations } = today
  return (
    <ManagerScreen act="look" title={t('manager.today')} wide>
      <View className="stack">
        <View className="row between wrap">
          <Text className="title">{sayDay(words, dayOf(now), now)}</Text>
          {mayAnywhere(roles, 'attend') && (
            <Button
              icon="scan"
              onTap={() => go(`/manager/pages/scan/index${today.one ? `?station=${today.one}` : ''}`)}
            >
              {t('manager.scan')}
            </Button>
          )}
        </View>
        {(stations.length > 0 || oversees) && <ManagerLinks station={today.one} />}
        {today.street && (
          <StreetPicker
            streets={today.streets}
            on={today.street.code}
            shown={today.street.name}
            onChoose={({ code }) => today.chooseStreet(code)}
          />
        )}
        {stations.length > 1 && <StationChips stations={stations} on={today.one} onChoose={today.chooseOne} />}
        {page?.state === 'no-signal' && <Banner text={t('offline.sessions')} />}
        {stations.length === 0 && <EmptyState text={t(oversees ? 'manager.none-yet' : 'manager.none')} />}
        {stations.length > 0 && !page && <Skeleton label={t('loading')} />}
        {page?.state === 'here' && ahead.length === 0 && !page.next && <EmptyState text={t('manager.nothing')} />}
        <View className="wide-grid">{ahead.map(row)}</View>
        {page?.next && (
          <Button quiet busy={page.state === 'asking'} onTap={today.more}>
            {t('nearby.more')}
          </Button>
        )}
        {stations.length > 0 && !showsOver && (
          <Button quiet onTap={today.showOver}>
            {t('manager.show-over')}
          </Button>
        )}
        {showsOver && <Text className="heading section">{t('manager.over')}</Text>}
        <View className="wide-grid">{showsOver && over.map(row)}</View>
        {pageOver?.state === 'here' && over.length === 0 && <Text className="soft">{t('manager.none-over')}</Text>}
        {pageOver?.next && (
          <Button quiet onTap={today.moreOver}>
            {t('nearby.more')}
          </Button>
        )}
      </View>
    </ManagerScreen>
  )
}
