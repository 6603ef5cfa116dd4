import { type Day, dayOf, instant } from '@core/base/time'
import type { Notice as Told } from '@core/notify/notice'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { PersonalScreen } from '@/features/account/person/login-needed'
import { NoticeRow } from '@/features/notify/notice/notice-row'
import { useInbox } from '@/features/notify/notice/store'
import { go } from '@/platform/app/navigation'
import { sync, useSync } from '@/platform/network/sync'
import { Button } from '@/ui/buttons/button'
import { Banner } from '@/ui/feedback/banner'
import { EmptyState } from '@/ui/feedback/empty-state'
import { Skeleton } from '@/ui/feedback/skeleton'
import { useNow } from '@/ui/layout/use-now'
import { useResidentWords } from '@/words/resident/use-resident-words'
import { sayAgo, sayDay } from '@/words/time-text'

const PAGE = 20

/** Groups notices by day, newest first. */
function byDay(notices: readonly Told[]): { day: Day; some: Told[] }[] {
  const days: { day: Day; some: Told[] }[] = []
  for (const notice of notices) {
    const day = dayOf(instant(notice.at))
    const last = days[days.length - 1]
    if (last?.day === day) last.some.push(notice)
    else days.push({ day, some: [notice] })
  }
  return days
}

const urlOf = ({ kind, booking, session }: Told): string | undefined => {
  if (kind === 'strike' || kind === 'paused' || kind === 'forgiven' || kind === 'kept')
    return '/resident/pages/strikes/index'
  if (kind === 'standing-given' || kind === 'standing-refused' || kind === 'standing-lapsed')
    return '/resident/pages/standing/index'
  if (booking) return `/pages/booking/index?id=${booking}`
  return session && `/pages/session/index?id=${session}`
}
const open = (notice: Told) => {
  const url = urlOf(notice)
  if (url) go(url)
}

export default function InboxPage() {
  const words = useResidentWords()
  const { t } = words
  const now = useNow()
  const { notices, markRead: read } = useInbox()
  const { state, checkedAt } = useSync()
  const [shown, setShown] = useState(PAGE)
  useDidShow(() => {
    sync().then(read)
  })
  usePullDownRefresh(() =>
    sync()
      .then(read)
      .finally(() => Taro.stopPullDownRefresh()),
  )
  return (
    <PersonalScreen title={t('mine.inbox')}>
      <View className="stack">
        {state === 'no-signal' && <Banner text={t('inbox.offline', { ago: sayAgo(words, checkedAt ?? now, now) })} />}
        {state === 'asking' && notices.length === 0 && <Skeleton count={3} label={t('loading')} />}
        {state !== 'asking' && notices.length === 0 && <EmptyState text={t('inbox.empty')} />}
        {byDay(notices.slice(0, shown)).map(({ day, some }) => (
          <View key={day} className="tight">
            <Text className="soft">{sayDay(words, day, now)}</Text>
            <View className="card">
              {some.map((notice) => (
                <NoticeRow key={notice.id} notice={notice} onTap={open} />
              ))}
            </View>
          </View>
        ))}
        {notices.length > shown && (
          <Button quiet onTap={() => setShown(shown + PAGE)}>
            {t('inbox.earlier')}
          </Button>
        )}
      </View>
    </PersonalScreen>
  )
}
