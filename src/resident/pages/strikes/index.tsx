import { instant } from '@core/base/time'
import { STRIKE_RULE, type Strike, type StrikeStatus } from '@core/booking/strike'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { PersonalScreen } from '@/features/account/person/login-needed'
import { AppealForm } from '@/features/booking/strike/appeal-form'
import { useStrikes } from '@/features/booking/strike/store'
import { StrikeCard } from '@/features/booking/strike/strike-card'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Banner } from '@/ui/feedback/banner'
import { LoadingState } from '@/ui/feedback/loading-state'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { useNow } from '@/ui/layout/use-now'
import { sayOutcome } from '@/words/outcome-text'
import { type ResidentWords, useResidentWords } from '@/words/resident/use-resident-words'
import { sayMoment } from '@/words/time-text'

const RULES = ['why', 'early', 'stepped', 'care', 'fades'] as const

/** My strikes in one line, with the consequence. */
function sayStanding(
  words: ResidentWords,
  { live, most, days, pausedUntil }: StrikeStatus,
  now: number,
): [string, string] {
  const { t } = words
  if (pausedUntil)
    return [t('strikes.paused', { when: sayMoment(words, instant(pausedUntil), now) }), t('strikes.paused-what')]
  return live > 0
    ? [t('strikes.live', { live }), t('strikes.live-what', { most, days })]
    : [t('strikes.clear'), t('strikes.clear-what')]
}

export default function StrikesPage() {
  const words = useResidentWords()
  const { t } = words
  const now = useNow()
  const known = useStrikes((state) => state.known)
  const { load } = useStrikes.getState()
  const [loaded, setLoaded] = useState<CallOutcome>()
  const refresh = () => load().then(setLoaded)
  const [about, setAbout] = useState<Strike>()
  useDidShow(() => {
    refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))
  const [standing, follows] = known ? sayStanding(words, known.standing, now) : []
  return (
    <PersonalScreen title={t('mine.strikes')}>
      <View className="stack">
        {known && loaded && loaded.state !== 'done' && <Banner text={sayOutcome(words, loaded)} />}
        {!known && <LoadingState loaded={loaded} onAgain={refresh} />}
        {known && (
          <View className="card tight">
            <Text className={known.standing.live > 0 ? 'heading' : 'heading good'}>{standing}</Text>
            <Text>{follows}</Text>
          </View>
        )}
        {known?.strikes.map((strike) => (
          <StrikeCard key={strike.id} strike={strike} now={now} onAppeal={setAbout} />
        ))}
      </View>
      <View className="tight section">
        <Text className="heading">{t('strikes.rule')}</Text>
        {RULES.map((rule) => (
          <Text key={rule}>{t(`strikes.rule-${rule}`, { days: known?.standing.days ?? STRIKE_RULE.days })}</Text>
        ))}
      </View>
      {about && (
        <BottomSheet title={about.title} onClose={() => setAbout(undefined)}>
          <AppealForm strike={about} onDone={() => setAbout(undefined)} />
        </BottomSheet>
      )}
    </PersonalScreen>
  )
}
