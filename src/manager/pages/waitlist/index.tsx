import { instant } from '@core/base/time'
import { phaseOf, stationOf } from '@core/catalogue/session'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { CallOff } from '@/features/booking/waitlist/call-off-form'
import { ResizeForm } from '@/features/booking/waitlist/capacity-form'
import { takenIn } from '@/features/booking/waitlist/capacity-preview'
import { Parties } from '@/features/booking/waitlist/group-list'
import { useLines } from '@/features/booking/waitlist/store'
import { DeskScreen } from '@/manager/manager-screen'
import { useMay } from '@/manager/use-may'
import type { Settled } from '@/platform/network/to-outcome'
import { Action } from '@/ui/buttons/button'
import { Notice } from '@/ui/feedback/banner'
import { Asking } from '@/ui/feedback/loading-state'
import { Sheet } from '@/ui/layout/bottom-sheet'
import { useNow } from '@/ui/layout/use-now'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { sayMoment, sayWhen } from '@/words/time-text'

export default function LinePage() {
  const words = useDeskWords()
  const { t } = words
  const now = useNow()
  const { id = '' } = useRouter().params
  const line = useLines(({ lines }) => lines[id])
  const { load } = useLines.getState()
  const changes = useMay('change', stationOf(id))
  const [loaded, setLoaded] = useState<Settled>()
  const [calling, setCalling] = useState(false)
  const [told, setTold] = useState<number>()
  const refresh = () => load(id).then(setLoaded)
  useDidShow(() => {
    refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))

  if (!line) {
    return (
      <DeskScreen act="attend" station={stationOf(id)} title={t('line.title')}>
        <Asking loaded={loaded} onAgain={refresh} />
      </DeskScreen>
    )
  }
  const { session, seated, waiting } = line
  // Who is at the door only looks.
  const open = changes && session.status === 'open' && phaseOf(session, now) === 'ahead'
  return (
    <DeskScreen act="attend" station={stationOf(id)} title={t('line.title')} wide>
      <View className="stack">
        {loaded?.state === 'no-signal' && <Notice text={t('offline.act')} />}
        <View className="tight">
          <Text className="title">{session.title}</Text>
          <Text className="soft figure">{sayWhen(words, session, now)}</Text>
          {session.movedFrom && (
            <Text className="soft">{t('line.moved', { was: sayMoment(words, instant(session.movedFrom), now) })}</Text>
          )}
          {session.status === 'called-off' && (
            <Text className="red">{t('line.called-off', { reason: session.reason ?? '' })}</Text>
          )}
          {told !== undefined && <Text className="good">{t('line.told', { told })}</Text>}
        </View>
        {open && session.draw && !session.draw.done && <Notice sign="agenda" text={t('line.undrawn')} />}
        <View className="columns">
          {open && (
            <View className="stack">
              <ResizeForm line={line} now={now} />
              <Action quiet onTap={() => setCalling(true)}>
                {t('line.call-off')}
              </Action>
            </View>
          )}
          <View className="stack">
            <Parties
              title={t('line.seated', { taken: takenIn(line), capacity: session.capacity })}
              parties={seated}
              none={t('line.none-seated')}
              now={now}
            />
            <Parties
              title={t('line.waiting', { count: waiting.length })}
              parties={waiting}
              none={t('line.none-waiting')}
              now={now}
            />
          </View>
        </View>
      </View>
      {calling && (
        <Sheet title={t('line.call-off-sure')} onClose={() => setCalling(false)}>
          <CallOff
            session={session}
            parties={seated.length + waiting.length}
            onLeave={() => setCalling(false)}
            onDone={(count) => {
              setTold(count)
              setCalling(false)
            }}
          />
        </Sheet>
      )}
    </DeskScreen>
  )
}
