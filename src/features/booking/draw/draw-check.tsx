import type { Draw } from '@core/booking/draw'
import { checkDraw, drawOrder } from '@core/booking/draw'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { aria } from '@/platform/device/aria'
import { Action } from '@/ui/buttons/button'
import { useMoreWords } from '@/words/resident/use-resident-words'
import { OrderList } from './ticket-order'

/** Long enough for the button to be seen working: the phone is busy after that. */
const BREATH_MS = 60

/** The draw made again on this phone: what comes out, and whether it is what was published. */
export function DrawVerdict({ draw }: { draw: Draw }) {
  const { t } = useMoreWords()
  const [found, setFound] = useState<{ check: ReturnType<typeof checkDraw>; order: number[] }>()
  const [busy, setBusy] = useState(false)
  const check = () => {
    setBusy(true)
    setTimeout(() => {
      setFound({ check: checkDraw(draw), order: drawOrder(draw.seed ?? '', draw.entries) })
      setBusy(false)
    }, BREATH_MS)
  }
  const published = found?.check !== 'true' && (
    <OrderList title={t('draw.order')} order={draw.order} entries={draw.entries} mine={draw.mine} />
  )
  if (!found || found.check === 'not-yet') {
    return (
      <View className="stack">
        <Action busy={busy} sign="check" onTap={check}>
          {t('draw.check')}
        </Action>
        {published}
      </View>
    )
  }
  return (
    <View className="stack">
      <View className="card tight" {...aria({ role: 'status' })}>
        <Text className={found.check === 'true' ? 'title good' : 'title red'}>{t(`draw.${found.check}`)}</Text>
        <Text>{t(`draw.${found.check}-what`, { count: found.order.length })}</Text>
      </View>
      <OrderList title={t('draw.computed')} order={found.order} entries={draw.entries} mine={draw.mine} />
      {published}
    </View>
  )
}
