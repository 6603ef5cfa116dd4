import { type Instant, instant } from '@core/time'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Settled } from '@/platform/settle'
import { Action } from '@/ui/action'
import { Said } from '@/ui/said'
import { useDeskWords } from '@/words/desk/use-desk-words'
import { sayOutcome } from '@/words/outcome'
import { sayMoment } from '@/words/when'
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
