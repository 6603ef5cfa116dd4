import { CHECK_IN_RADIUS, isCheckInTime, opensCheckIn, screenDay } from '@core/attendance/check-in'
import { dayOf } from '@core/base/time'
import { phaseOf } from '@core/catalogue/session'
import { stationOf } from '@core/place/ids'
import { Text, View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { PrintedCode } from '@/features/attendance/check-in-code/printed-code'
import { ScreenCode } from '@/features/attendance/check-in-code/screen-code'
import { useCheckInCodes } from '@/features/attendance/check-in-code/store'
import { ManagerScreen } from '@/manager/manager-screen'
import { print } from '@/platform/files/print'
import { cloudNow } from '@/platform/network/cloud-clock'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { Banner } from '@/ui/feedback/banner'
import { EmptyState } from '@/ui/feedback/empty-state'
import { LoadingState } from '@/ui/feedback/loading-state'
import { useNow } from '@/ui/layout/use-now'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayMoment, sayWhen } from '@/words/time-text'
import '@/features/attendance/check-in-code/check-in-code.scss'
import '@/ui/styles/a4.scss'

const SECOND = 1_000

/** Check-in code page: the rotating code for a screen at the door, or the fixed one to print. */
export default function CheckInCodePage() {
  const words = useManagerWords()
  const { t } = words
  const { id = '' } = useRouter().params
  useNow(SECOND)
  const now = cloudNow()
  const keys = useCheckInCodes(({ codes }) => codes[id])
  const [loaded, setLoaded] = useState<CallOutcome>()
  const [onPaper, setOnPaper] = useState(false)
  const load = () => useCheckInCodes.getState().load(id).then(setLoaded)
  useDidShow(() => {
    load()
  })
  const today = dayOf(now)
  // The key expires at midnight, except that of a session over midnight; if offline, each tap tries again.
  const isCurrent = keys && screenDay(keys.session, keys.day) === screenDay(keys.session, today)
  useEffect(() => {
    if (keys && !isCurrent) load()
  }, [today])

  if (!keys || loaded?.state === 'refused') {
    const isOff = loaded?.state === 'refused' && loaded.why.refusal === 'wall-off'
    return (
      <ManagerScreen act="attend" station={stationOf(id)} title={t('wall.title')}>
        {isOff ? <EmptyState text={t('wall.off')} /> : <LoadingState loaded={loaded} onAgain={load} />}
      </ManagerScreen>
    )
  }
  const { session } = keys
  if (onPaper) {
    return (
      <ManagerScreen act="attend" station={stationOf(id)} title={t('wall.paper')} className="printing">
        <View className="stack">
          <Text className="soft">{t('wall.paper-what', { metres: CHECK_IN_RADIUS })}</Text>
          {keys.approximate && <Banner icon="place" text={t('wall.approximate', { metres: CHECK_IN_RADIUS })} />}
          {print ? <Button onTap={print}>{t('wall.print')}</Button> : <Text>{t('wall.no-print')}</Text>}
          <Button quiet onTap={() => setOnPaper(false)}>
            {t('wall.screen')}
          </Button>
          <PrintedCode keys={keys} />
        </View>
      </ManagerScreen>
    )
  }
  const closed = isCheckInTime(session, now)
    ? ''
    : phaseOf(session, now) === 'over'
      ? t('wall.over')
      : t('wall.soon', { when: sayMoment(words, opensCheckIn(session), now) })
  return (
    <ManagerScreen act="attend" station={stationOf(id)} title={t('wall.title')} wide>
      <View className="check-in-code-stand">
        {isCurrent ? (
          <ScreenCode keys={keys} now={now} />
        ) : (
          <LoadingState loaded={loaded?.state === 'done' ? undefined : loaded} onAgain={load} />
        )}
        <View className="stack check-in-code-words">
          <View className="tight">
            <Text className="check-in-code-title">{session.title}</Text>
            <Text className="check-in-code-how figure">{sayWhen(words, session, now)}</Text>
          </View>
          {closed ? (
            <Text className="check-in-code-how wait">{closed}</Text>
          ) : (
            <Text className="check-in-code-how">{t('wall.how')}</Text>
          )}
          <Button quiet onTap={() => setOnPaper(true)}>
            {t('wall.paper')}
          </Button>
        </View>
      </View>
    </ManagerScreen>
  )
}
