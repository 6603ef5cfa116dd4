import type { Draw } from '@core/booking/draw'
import { checkDraw, drawOrder } from '@core/booking/draw'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { aria } from '@/platform/device/aria'
import { Button } from '@/ui/buttons/button'
import { useResidentWords } from '@/words/resident/use-resident-words'
import { TicketOrder } from './ticket-order'

/** Lets the button render as busy before the computation blocks the thread. */
const RENDER_DELAY_MS = 60

/** Recomputes the draw on this phone and compares it with the published result. */
export function DrawCheck({ draw }: { draw: Draw }) {
  const { t } = useResidentWords()
  const [result, setResult] = useState<{ check: ReturnType<typeof checkDraw>; order: number[] }>()
  const [busy, setBusy] = useState(false)
  const check = () => {
    setBusy(true)
    setTimeout(() => {
      setResult({ check: checkDraw(draw), order: drawOrder(draw.seed ?? '', draw.entries) })
      setBusy(false)
    }, RENDER_DELAY_MS)
  }
  const published = result?.check !== 'true' && (
    <TicketOrder title={t('draw.order')} order={draw.order} entries={draw.entries} mine={draw.mine} />
  )
  if (!result || result.check === 'not-yet') {
    return (
      <View className="stack">
        <Button busy={busy} icon="check" onTap={check}>
          {t('draw.check')}
        </Button>
        {published}
      </View>
    )
  }
  return (
    <View className="stack">
      <View className="card tight" {...aria({ role: 'status' })}>
        <Text className={result.check === 'true' ? 'title good' : 'title red'}>{t(`draw.${result.check}`)}</Text>
        <Text>{t(`draw.${result.check}-what`, { count: result.order.length })}</Text>
      </View>
      <TicketOrder title={t('draw.computed')} order={result.order} entries={draw.entries} mine={draw.mine} />
      {published}
    </View>
  )
}
