import { phaseOf, stationOf } from '@core/session'
import { instant } from '@core/time'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { CallOff } from '@/features/line/call-off'
import { Parties } from '@/features/line/parties'
import { takenIn } from '@/features/line/resize'
import { ResizeForm } from '@/features/line/resize-form'
import { useLines } from '@/features/line/store'
import { DeskScreen } from '@/manager/desk-screen'
import { useMay } from '@/manager/use-may'
import type { Settled } from '@/platform/settle'
import { Action } from '@/ui/action'
import { Asking } from '@/ui/asking'
import { Notice } from '@/ui/notice'
import { Sheet } from '@/ui/sheet'
import { useNow } from '@/ui/use-now'
import { useDeskWords } from '@/words/desk/use-desk-words'
import { sayMoment, sayWhen } from '@/words/when'

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
