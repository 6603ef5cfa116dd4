import { type Instant, instant } from '@core/base/time'
import type { DeadMessage } from '@core/notify/message'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Settled } from '@/platform/network/to-outcome'
import { Action } from '@/ui/buttons/button'
import { Said } from '@/ui/feedback/error-text'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { sayMoment } from '@/words/time-text'
import { useDead } from './undelivered-store'

/** What it was about, what WeChat said, and once more. */
export function DeadCard({ message, now }: { message: DeadMessage; now: Instant }) {
  const words = useDeskWords()
  const { t } = words
  const { id, template, title, stationName, startsAt, code, at } = message
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Settled>()
  const again = async () => {
    setBusy(true)
    setOutcome(await useDead.getState().retry(id))
    setBusy(false)
  }
  return (
    <View className="card stack">
      <View className="tight">
        <Text className="heading">{title}</Text>
        <Text className="small soft figure">
          {[t(`dead.${template}`), sayMoment(words, instant(startsAt), now), stationName].join(' · ')}
        </Text>
        <Text className="small soft figure">{t('dead.said', { code, when: sayMoment(words, instant(at), now) })}</Text>
      </View>
      <Said text={sayOutcome(words, outcome)} />
      <Action quiet busy={busy} onTap={again}>
        {t('dead.again')}
      </Action>
    </View>
  )
}
