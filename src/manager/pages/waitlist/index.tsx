import { instant } from '@core/base/time'
import { phaseOf } from '@core/catalogue/session'
import { stationOf } from '@core/place/ids'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { CallOffForm } from '@/features/booking/waitlist/call-off-form'
import { CapacityForm } from '@/features/booking/waitlist/capacity-form'
import { takenSeats } from '@/features/booking/waitlist/capacity-preview'
import { GroupList } from '@/features/booking/waitlist/group-list'
import { useWaitlists } from '@/features/booking/waitlist/store'
import { ManagerScreen } from '@/manager/manager-screen'
import { useMay } from '@/manager/use-may'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { Banner } from '@/ui/feedback/banner'
import { LoadingState } from '@/ui/feedback/loading-state'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { useNow } from '@/ui/layout/use-now'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayMoment, sayWhen } from '@/words/time-text'

export default function WaitlistPage() {
  const words = useManagerWords()
  const { t } = words
  const now = useNow()
  const { id = '' } = useRouter().params
  const waitlist = useWaitlists(({ waitlists }) => waitlists[id])
  const { load } = useWaitlists.getState()
  const changes = useMay('change', stationOf(id))
  const [loaded, setLoaded] = useState<CallOutcome>()
  const [calling, setCalling] = useState(false)
  const [told, setTold] = useState<number>()
  const refresh = () => load(id).then(setLoaded)
  useDidShow(() => {
    refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))

  if (!waitlist) {
    return (
      <ManagerScreen act="attend" station={stationOf(id)} title={t('line.title')}>
        <LoadingState loaded={loaded} onAgain={refresh} />
      </ManagerScreen>
    )
  }
  const { session, seated, waiting } = waitlist
  // Door staff may look but not change.
  const open = changes && session.status === 'open' && phaseOf(session, now) === 'ahead'
  return (
    <ManagerScreen act="attend" station={stationOf(id)} title={t('line.title')} wide>
      <View className="stack">
        {loaded?.state === 'no-signal' && <Banner text={t('offline.act')} />}
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
        {open && session.draw && !session.draw.done && <Banner icon="agenda" text={t('line.undrawn')} />}
        <View className="columns">
          {open && (
            <View className="stack">
              <CapacityForm line={waitlist} now={now} />
              <Button quiet onTap={() => setCalling(true)}>
                {t('line.call-off')}
              </Button>
            </View>
          )}
          <View className="stack">
            <GroupList
              title={t('line.seated', { taken: takenSeats(waitlist), capacity: session.capacity })}
              groups={seated}
              none={t('line.none-seated')}
              now={now}
            />
            <GroupList
              title={t('line.waiting', { count: waiting.length })}
              groups={waiting}
              none={t('line.none-waiting')}
              now={now}
            />
          </View>
        </View>
      </View>
      {calling && (
        <BottomSheet title={t('line.call-off-sure')} onClose={() => setCalling(false)}>
          <CallOffForm
            session={session}
            parties={seated.length + waiting.length}
            onLeave={() => setCalling(false)}
            onDone={(count) => {
              setTold(count)
              setCalling(false)
            }}
          />
        </BottomSheet>
      )}
    </ManagerScreen>
  )
}
