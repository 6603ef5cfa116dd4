import type { HeldStanding } from '@core/account/standing-list'
import { type Instant, instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { sayDay, sayMoment } from '@/words/time-text'
import { useStandings } from './store'

/** Somebody with a standing; the first tap asks, the second takes it back. */
export function StandingHolderRow({ held, now }: { held: HeldStanding; now: Instant }) {
  const words = useManagerWords()
  const { t } = words
  const { id, name, kind, since, until, by } = held
  const [asked, setAsked] = useState(false)
  const [outcome, setOutcome] = useState<CallOutcome>()
  const end = async () => setOutcome(await useStandings.getState().end(kind, id))
  const shown = name || t('standing.nameless')
  return (
    <View className="card tight">
      <View className="row between wrap">
        <Text className="grow">{shown}</Text>
        <Button quiet slim of={shown} onTap={() => (asked ? end() : setAsked(true))}>
          {t(asked ? 'standing.end-sure' : 'standing.end')}
        </Button>
      </View>
      <Text className="small soft">
        {t('standing.since', { at: sayMoment(words, instant(since), now), by: by || t('standing.before') })}
        {until ? ` · ${t('standing.holds-to', { day: sayDay(words, until, now) })}` : ''}
      </Text>
      <ErrorText text={sayOutcome(words, outcome)} />
    </View>
  )
}
