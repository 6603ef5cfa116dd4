import { type Instant, instant } from '@core/base/time'
import type { UndeliveredMessage } from '@core/notify/message'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { sayMoment } from '@/words/time-text'
import { useUndelivered } from './undelivered-store'

/** An undelivered message: its subject, WeChat's error, and a button to send it again. */
export function UndeliveredCard({ message, now }: { message: UndeliveredMessage; now: Instant }) {
  const words = useManagerWords()
  const { t } = words
  const { id, template, title, stationName, startsAt, code, at } = message
  const said = t('dead.said', { code, when: sayMoment(words, instant(at), now) })
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<CallOutcome>()
  const again = async () => {
    setBusy(true)
    setOutcome(await useUndelivered.getState().retry(id))
    setBusy(false)
  }
  return (
    <View className="card stack">
      <View className="tight">
        <Text className="heading">{title}</Text>
        <Text className="small soft figure">
          {[t(`dead.${template}`), sayMoment(words, instant(startsAt), now), stationName].join(' · ')}
        </Text>
        <Text className="small soft figure">{said}</Text>
      </View>
      <ErrorText text={sayOutcome(words, outcome)} />
      <Button quiet of={`${title}，${said}`} busy={busy} onTap={again}>
        {t('dead.again')}
      </Button>
    </View>
  )
}
