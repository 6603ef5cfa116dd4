import { mayAnywhere } from '@core/account/role'
import { groupBookings } from '@core/booking/booking'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { householdOf, useMe } from '@/features/account/person/store'
import { BookingCard } from '@/features/booking/booking/booking-card'
import { useBookings } from '@/features/booking/booking/store'
import { useInbox } from '@/features/notify/notice/store'
import { go, goHome, goToLogin } from '@/platform/app/navigation'
import { sync, useSync } from '@/platform/network/sync'
import { Button } from '@/ui/buttons/button'
import { Icon } from '@/ui/buttons/icon'
import { Touchable } from '@/ui/buttons/touchable'
import { Banner } from '@/ui/feedback/banner'
import { EmptyState } from '@/ui/feedback/empty-state'
import { Skeleton } from '@/ui/feedback/skeleton'
import { useAppearance } from '@/ui/layout/appearance'
import { Screen } from '@/ui/layout/screen'
import { useNow } from '@/ui/layout/use-now'
import { sayAgo } from '@/words/time-text'
import { useWords } from '@/words/use-words'

const open = (url: string) => () => go(url)
const openBooking = (id: string) => go(`/pages/booking/index?id=${id}`)
const GROUPS = ['asked', 'next', 'waiting'] as const
const PAST = 5

type MenuItem = { name: string; icon: string; url: string; under?: string | undefined }

export default function Mine() {
  const words = useWords()
  const { t } = words
  const now = useNow()
  const { me, ended } = useMe()
  const bookings = useBookings((own) => own.bookings)
  const { state, checkedAt } = useSync()
  const { care, setCare } = useAppearance()
  const [past, setPast] = useState(PAST)
  const count = useInbox((inbox) => inbox.unread)
  useDidShow(() => {
    sync()
  })
  usePullDownRefresh(() => sync().finally(() => Taro.stopPullDownRefresh()))
  const unread = count > 0 ? t('inbox.unread', { count }) : undefined
  const rename = householdOf(me).some(({ naming }) => naming === 'refused') ? t('mine.rename') : undefined
  const ordered = groupBookings(bookings, now)
  const menu: MenuItem[] = [
    ...(me && mayAnywhere(me.roles, 'look')
      ? [{ name: t('mine.manager'), icon: 'scan', url: '/manager/pages/today/index' }]
      : []),
    ...(me
      ? [
          { name: t('mine.inbox'), icon: 'bell', url: '/resident/pages/inbox/index', under: unread },
          { name: t('mine.household'), icon: 'mothers', url: '/resident/pages/household/index', under: rename },
          { name: t('mine.strikes'), icon: 'hourglass', url: '/resident/pages/strikes/index' },
        ]
      : []),
    { name: t('mine.settings'), icon: 'letters', url: '/resident/pages/settings/index' },
  ]
  return (
    <Screen title={t('tab.mine')} tab="mine">
      <View className="stack">
        <View className="row between wrap">
          <Text className="title">{me ? t('mine.hello', { name: me.person.name }) : t('mine.welcome')}</Text>
          <Button quiet slim icon="letters" onTap={() => setCare(!care)}>
            {care ? t('look.care-off') : t('look.care-on')}
          </Button>
        </View>
        {!me && (
          <>
            <Text className="soft">{t(ended ? 'entry.login-ended' : 'mine.why-login')}</Text>
            <Button onTap={goToLogin}>{t('login.title')}</Button>
          </>
        )}
        {me && state === 'no-signal' && (
          <Banner text={t('offline.pass', { ago: sayAgo(words, checkedAt ?? now, now) })} />
        )}
        {me && state === 'asking' && bookings.length === 0 && <Skeleton count={2} label={t('loading')} />}
        {me &&
          GROUPS.filter((group) => ordered[group].length > 0).map((group) => (
            <View key={group} className="stack">
              <Text className="heading">{t(`mine.${group}`)}</Text>
              {ordered[group].map((booking) => (
                <BookingCard key={booking.id} booking={booking} now={now} onTap={openBooking} />
              ))}
            </View>
          ))}
        {me && state !== 'asking' && GROUPS.every((group) => ordered[group].length === 0) && (
          <EmptyState text={t('mine.nothing')} action={t('mine.look')} onTap={goHome} />
        )}
      </View>
      <View className="card section">
        {menu.map(({ name, icon, url, under }) => (
          <Touchable key={url} className="line" label={under ? `${name}，${under}` : name} onTap={open(url)}>
            <Icon name={icon} />
            <Text className="grow">{name}</Text>
            {under && <Text className="small red">{under}</Text>}
            <Icon name="next" />
          </Touchable>
        ))}
      </View>
      {me && ordered.past.length > 0 && (
        <View className="stack section">
          <Text className="heading">{t('mine.past')}</Text>
          {ordered.past.slice(0, past).map((booking) => (
            <BookingCard key={booking.id} booking={booking} now={now} onTap={openBooking} />
          ))}
          {ordered.past.length > past && (
            <Button quiet onTap={() => setPast(past + PAST)}>
              {t('nearby.more')}
            </Button>
          )}
        </View>
      )}
    </Screen>
  )
}
