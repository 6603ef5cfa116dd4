import { GIVEN_STANDINGS, GivenStanding } from '@core/account/standing-list'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import * as v from 'valibot'
import { PersonalScreen } from '@/features/account/person/login-needed'
import { useMe } from '@/features/account/person/store'
import { AskStandingForm } from '@/features/account/standing-request/ask-standing-form'
import { MyStandings } from '@/features/account/standing-request/my-standings'
import { useMyStandings } from '@/features/account/standing-request/store'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Banner } from '@/ui/feedback/banner'
import { LoadingState } from '@/ui/feedback/loading-state'
import { useNow } from '@/ui/layout/use-now'
import { sayOutcome } from '@/words/outcome-text'
import { useResidentWords } from '@/words/resident/use-resident-words'

const WAYS = ['invited', 'listed', 'asked'] as const

/** My standings: which I have, how one gets one, and asking for it with a picture (`kind`: the one I came for). */
export default function StandingPage() {
  const words = useResidentWords()
  const { t } = words
  const now = useNow()
  const { kind } = useRouter().params
  const loggedIn = useMe(({ me }) => !!me)
  const known = useMyStandings((state) => state.known)
  const [loaded, setLoaded] = useState<CallOutcome>()
  const refresh = () => useMyStandings.getState().load().then(setLoaded)
  useDidShow(() => {
    if (loggedIn) refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))
  const open = GIVEN_STANDINGS.filter(
    (one) =>
      !known?.standings.some((held) => held.kind === one) &&
      !known?.requests.some((request) => request.kind === one && !request.outcome),
  )
  return (
    <PersonalScreen title={t('my-standing.title')}>
      <View className="stack">
        <Text className="soft">{t('my-standing.what')}</Text>
        {!known && <LoadingState loaded={loaded} onAgain={refresh} />}
        {known && loaded && loaded.state !== 'done' && <Banner text={sayOutcome(words, loaded)} />}
        {known && <MyStandings known={known} now={now} onChanged={refresh} />}
        <View className="card tight">
          <Text className="heading">{t('my-standing.ways')}</Text>
          {WAYS.map((way) => (
            <Text key={way}>{t(`my-standing.way-${way}`)}</Text>
          ))}
        </View>
        {known && open.length > 0 && (
          <AskStandingForm kinds={open} first={v.is(GivenStanding, kind) ? kind : undefined} onChanged={refresh} />
        )}
      </View>
    </PersonalScreen>
  )
}
