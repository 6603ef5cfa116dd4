import { type Instant, instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { sayMoment } from '@/words/time-text'
import { type HeldName, useHeldNames } from './store'

/** A held name, with buttons to approve or refuse it. */
export function HeldNameCard({ held, now }: { held: HeldName; now: Instant }) {
  const words = useManagerWords()
  const { t } = words
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<CallOutcome>()
  const answer = (pass: boolean) => async () => {
    setBusy(true)
    setOutcome(await useHeldNames.getState().answer(held, pass))
    setBusy(false)
  }
  return (
    <View className="card stack">
      <View className="tight">
        <Text className="heading">{held.name}</Text>
        <Text className="small soft figure">{sayMoment(words, instant(held.at), now)}</Text>
      </View>
      <ErrorText text={sayOutcome(words, outcome)} />
      <View className="row wrap">
        <Button slim of={held.name} busy={busy} onTap={answer(true)}>
          {t('names.pass')}
        </Button>
        <Button quiet slim of={held.name} busy={busy} onTap={answer(false)}>
          {t('names.refuse')}
        </Button>
      </View>
    </View>
  )
}
