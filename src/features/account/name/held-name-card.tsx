import { type Instant, instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Settled } from '@/platform/network/to-outcome'
import { Action } from '@/ui/buttons/button'
import { Said } from '@/ui/feedback/error-text'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { sayMoment } from '@/words/time-text'
import { type HeldName, useNames } from './store'

/** A name, and whether others may read it. */
export function NameCard({ held, now }: { held: HeldName; now: Instant }) {
  const words = useDeskWords()
  const { t } = words
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Settled>()
  const answer = (pass: boolean) => async () => {
    setBusy(true)
    setOutcome(await useNames.getState().answer(held, pass))
    setBusy(false)
  }
  return (
    <View className="card stack">
      <View className="tight">
        <Text className="heading">{held.name}</Text>
        <Text className="small soft figure">{sayMoment(words, instant(held.at), now)}</Text>
      </View>
      <Said text={sayOutcome(words, outcome)} />
      <View className="row wrap">
        <Action slim busy={busy} onTap={answer(true)}>
          {t('names.pass')}
        </Action>
        <Action quiet slim busy={busy} onTap={answer(false)}>
          {t('names.refuse')}
        </Action>
      </View>
    </View>
  )
}
