import type { Person } from '@core/account/person'
import { mayBook } from '@core/booking/booking'
import { isDrawing, stationOf } from '@core/catalogue/session'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { PersonForm } from '@/features/account/person/person-form'
import { useWards } from '@/features/account/person/ward-store'
import { useProxies } from '@/features/booking/booking/proxy-store'
import { sayLeft } from '@/features/catalogue/session/places-left'
import { useSessions } from '@/features/catalogue/session/store'
import { DeskScreen } from '@/manager/manager-screen'
import { Empty } from '@/ui/feedback/empty-state'
import { Said } from '@/ui/feedback/error-text'
import { Bones } from '@/ui/feedback/skeleton'
import { Sheet } from '@/ui/layout/bottom-sheet'
import { useNow } from '@/ui/layout/use-now'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { sayWhen } from '@/words/time-text'
import { Outcome } from './booking-outcome'
import { Confirm } from './confirm-booking'
import { WardList } from './ward-list'

/** A worker books for who has no phone: whom, yes, and what they take home. */
export default function ProxyPage() {
  const words = useDeskWords()
  const { t, no } = words
  const now = useNow()
  const { id = '' } = useRouter().params
  const detail = useSessions(({ details }) => details[id])
  const [state, setState] = useState<'asking' | 'here' | 'gone' | 'no-signal'>('asking')
  const [doing, setDoing] = useState<'new' | Person>()
  const [made, setMade] = useState<string>()
  const booking = useProxies(({ bookings }) => (made ? bookings[made] : undefined))
  const openSession = () => useSessions.getState().open(id).then(setState)
  const refresh = () =>
    Promise.all([openSession(), useWards.getState().search(useWards.getState().asked), useProxies.getState().load(id)])
  useDidShow(() => {
    refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))

  if (!detail) {
    return (
      <DeskScreen act="proxy" station={stationOf(id)} title={t('proxy.title')}>
        {state === 'asking' && <Bones count={3} label={t('loading')} />}
        {state === 'gone' && <Empty text={t('session.gone')} />}
        {state === 'no-signal' && <Empty text={t('offline.act')} action={t('offline.again')} onTap={refresh} />}
      </DeskScreen>
    )
  }
  const { session, offering } = detail
  const { fromAge, toAge } = offering.audience
  const aged = fromAge !== undefined || toAge !== undefined
  const may = mayBook(session, offering, [], now)
  const hindered = !may.ok ? no(may.why) : isDrawing(session, now) ? no({ refusal: 'draw-on' }) : ''
  const done = (fresh?: string) => {
    setDoing(undefined)
    setMade(fresh)
    refresh()
  }
  return (
    <DeskScreen act="proxy" station={stationOf(id)} title={t('proxy.title')}>
      <View className="stack">
        <View className="tight">
          <Text className="title">{session.title}</Text>
          <Text className="soft figure">
            {sayWhen(words, session, now)} · {sayLeft(words, session)}
          </Text>
        </View>
        {booking ? (
          <Outcome booking={booking} onNext={() => setMade(undefined)} />
        ) : hindered ? (
          <Said text={hindered} />
        ) : (
          <WardList detail={detail} onNew={() => setDoing('new')} onChoose={setDoing} />
        )}
      </View>
      {doing === 'new' && (
        <Sheet title={t('proxy.new')} onClose={() => setDoing(undefined)}>
          <Text className="soft">{t(aged ? 'proxy.new-aged' : 'proxy.new-what')}</Text>
          <PersonForm ward now={now} onDone={setDoing} />
        </Sheet>
      )}
      {doing && doing !== 'new' && (
        <Confirm
          ward={doing}
          detail={detail}
          now={now}
          onFull={openSession}
          onDone={done}
          onClose={() => setDoing(undefined)}
        />
      )}
    </DeskScreen>
  )
}
