import { isCheckInTime, opensCheckIn } from '@core/attendance/check-in'
import { dayOf } from '@core/base/time'
import { phaseOf, stationOf } from '@core/catalogue/session'
import { Text, View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { PaperSheet } from '@/features/attendance/check-in-code/printed-code'
import { ScreenCode } from '@/features/attendance/check-in-code/screen-code'
import { useWalls } from '@/features/attendance/check-in-code/store'
import { DeskScreen } from '@/manager/manager-screen'
import { print } from '@/platform/files/print'
import { cloudNow } from '@/platform/network/cloud-clock'
import type { Settled } from '@/platform/network/to-outcome'
import { Action } from '@/ui/buttons/button'
import { Notice } from '@/ui/feedback/banner'
import { Asking } from '@/ui/feedback/loading-state'
import { useNow } from '@/ui/layout/use-now'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { sayMoment, sayWhen } from '@/words/time-text'
import '@/features/attendance/check-in-code/check-in-code.scss'
import '@/ui/styles/a4.scss'

const SECOND = 1_000

/** For a screen at the door: the code that changes; or the one that does not, to print. */
export default function WallPage() {
  const words = useDeskWords()
  const { t } = words
  const { id = '' } = useRouter().params
  useNow(SECOND)
  const now = cloudNow()
  const keys = useWalls(({ walls }) => walls[id])
  const [loaded, setLoaded] = useState<Settled>()
  const [onPaper, setOnPaper] = useState(false)
  const load = () => useWalls.getState().load(id).then(setLoaded)
  useDidShow(() => {
    load()
  })
  const today = dayOf(now)
  // At midnight the day's key is over; without signal it is looked for again with each tap.
  useEffect(() => {
    if (keys && keys.day !== today) load()
  }, [today])

  if (!keys || loaded?.state === 'refused') {
    return (
      <DeskScreen act="attend" station={stationOf(id)} title={t('wall.title')}>
        <Asking loaded={loaded} onAgain={load} />
      </DeskScreen>
    )
  }
  const { session } = keys
  if (onPaper) {
    return (
      <DeskScreen act="attend" station={stationOf(id)} title={t('wall.paper')} className="printing">
        <View className="stack">
          <Text className="soft">{t('wall.paper-what')}</Text>
          {keys.approximate && <Notice sign="place" text={t('wall.approximate')} />}
          {print ? <Action onTap={print}>{t('wall.print')}</Action> : <Text>{t('wall.no-print')}</Text>}
          <Action quiet onTap={() => setOnPaper(false)}>
            {t('wall.screen')}
          </Action>
          <PaperSheet keys={keys} />
        </View>
      </DeskScreen>
    )
  }
  const closed = isCheckInTime(session, now)
    ? ''
    : phaseOf(session, now) === 'over'
      ? t('wall.over')
      : t('wall.soon', { when: sayMoment(words, opensCheckIn(session), now) })
  return (
    <DeskScreen act="attend" station={stationOf(id)} title={t('wall.title')} wide>
      <View className="wall-stand">
        {keys.day === today ? (
          <ScreenCode keys={keys} now={now} />
        ) : (
          <Asking loaded={loaded?.state === 'done' ? undefined : loaded} onAgain={load} />
        )}
        <View className="stack wall-words">
          <View className="tight">
            <Text className="wall-title">{session.title}</Text>
            <Text className="wall-how figure">{sayWhen(words, session, now)}</Text>
          </View>
          {closed ? <Text className="wall-how wait">{closed}</Text> : <Text className="wall-how">{t('wall.how')}</Text>}
          <Action quiet onTap={() => setOnPaper(true)}>
            {t('wall.paper')}
          </Action>
        </View>
      </View>
    </DeskScreen>
  )
}
