import { mayAnywhere } from '@core/account/role'
import { inOrder } from '@core/booking/booking'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { householdOf, useMe } from '@/features/account/person/store'
import { BookingCard } from '@/features/booking/booking/booking-card'
import { useBookings } from '@/features/booking/booking/store'
import { useInbox } from '@/features/notify/notice/store'
import { sync, useSync } from '@/platform/network/sync'
import { Action } from '@/ui/buttons/button'
import { Sign } from '@/ui/buttons/icon'
import { Touch } from '@/ui/buttons/touchable'
import { Notice } from '@/ui/feedback/banner'
import { Empty } from '@/ui/feedback/empty-state'
import { Bones } from '@/ui/feedback/skeleton'
import { useLook } from '@/ui/layout/appearance'
import { Screen } from '@/ui/layout/screen'
import { useNow } from '@/ui/layout/use-now'
import { sayAgo } from '@/words/time-text'
import { useWords } from '@/words/use-words'

const go = (url: string) => () => Taro.navigateTo({ url })
const openBooking = (id: string) => Taro.navigateTo({ url: `/pages/booking/index?id=${id}` })
const GROUPS = ['asked', 'next', 'waiting'] as const
const PAST = 5

type Way = { name: string; sign: string; url: string; under?: string | undefined }

export default function Mine() {
  const words = useWords()
  const { t } = words
  const now = useNow()
  const me = useMe((state) => state.me)
  const bookings = useBookings((own) => own.bookings)
  const { state, checkedAt } = useSync()
  const { care, setCare } = useLook()
  const [past, setPast] = useState(PAST)
  const count = useInbox((inbox) => inbox.unread)
  useDidShow(() => {
    sync()
  })
  usePullDownRefresh(() => sync().finally(() => Taro.stopPullDownRefresh()))
  const unread = count > 0 ? t('inbox.unread', { count }) : undefined
  const rename = householdOf(me).some(({ naming }) => naming === 'refused') ? t('mine.rename') : undefined
  const ordered = inOrder(bookings, now)
  const ways: Way[] = [
    ...(me && mayAnywhere(me.roles, 'look')
      ? [{ name: t('mine.manager'), sign: 'scan', url: '/manager/pages/today/index' }]
      : []),
    ...(me
      ? [
          { name: t('mine.inbox'), sign: 'bell', url: '/resident/pages/inbox/index', under: unread },
          { name: t('mine.household'), sign: 'mothers', url: '/resident/pages/household/index', under: rename },
          { name: t('mine.strikes'), sign: 'hourglass', url: '/resident/pages/strikes/index' },
        ]
      : []),
    { name: t('mine.settings'), sign: 'letters', url: '/resident/pages/settings/index' },
  ]
  return (
    <Screen title={t('tab.mine')} tab="mine">
      <View className="stack">
        <View className="row between wrap">
          <Text className="title">{me ? t('mine.hello', { name: me.person.name }) : t('mine.welcome')}</Text>
          <Action quiet slim sign="letters" onTap={() => setCare(!care)}>
            {care ? t('look.care-off') : t('look.care-on')}
          </Action>
        </View>
        {!me && (
          <>
            <Text className="soft">{t('mine.why-login')}</Text>
            <Action onTap={go('/pages/login/index')}>{t('login.title')}</Action>
          </>
        )}
        {me && state === 'no-signal' && (
          <Notice text={t('offline.pass', { ago: sayAgo(words, checkedAt ?? now, now) })} />
        )}
        {me && state === 'asking' && bookings.length === 0 && <Bones count={2} label={t('loading')} />}
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
          <Empty
            text={t('mine.nothing')}
            action={t('mine.look')}
            onTap={() => Taro.switchTab({ url: '/pages/nearby/index' })}
          />
        )}
      </View>
      <View className="card section">
        {ways.map(({ name, sign, url, under }) => (
          <Touch key={url} className="line" label={under ? `${name}，${under}` : name} onTap={go(url)}>
            <Sign name={sign} />
            <Text className="grow">{name}</Text>
            {under && <Text className="small red">{under}</Text>}
            <Sign name="next" />
          </Touch>
        ))}
      </View>
      {me && ordered.past.length > 0 && (
        <View className="stack section">
          <Text className="heading">{t('mine.past')}</Text>
          {ordered.past.slice(0, past).map((booking) => (
            <BookingCard key={booking.id} booking={booking} now={now} onTap={openBooking} />
          ))}
          {ordered.past.length > past && (
            <Action quiet onTap={() => setPast(past + PAST)}>
              {t('nearby.more')}
            </Action>
          )}
        </View>
      )}
    </Screen>
  )
}
