import type { DrawEntry } from '@core/booking/draw'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/ui/buttons/button'
import { useResidentWords } from '@/words/resident/use-resident-words'

const PAGE = 20

type Props = { title: string; order: readonly number[]; entries: readonly DrawEntry[]; mine: readonly number[] }

/** Tickets in drawn order. Mine are always shown, even below the first page. */
export function TicketOrder({ title, order, entries, mine }: Props) {
  const { t } = useResidentWords()
  const [shown, setShown] = useState(PAGE)
  const entryOf = new Map(entries.map((entry) => [entry.ticket, entry]))
  const rows = order.map((ticket, at) => ({ at: at + 1, ticket, entry: entryOf.get(ticket) }))
  const seen = rows.filter(({ at, ticket }) => at <= shown || mine.includes(ticket))
  return (
    <View className="tight">
      <Text className="heading">{title}</Text>
      <View className="card">
        {seen.map(({ at, ticket, entry }) => (
          <View key={ticket} className="line">
            <Text className="draw-at figure">{at}</Text>
            <Text className="grow figure">{t('draw.ticket', { ticket })}</Text>
            {mine.includes(ticket) && <Text className="red">{t('draw.mine')}</Text>}
            <Text className="small soft figure">
              {t('draw.size', { size: entry?.size ?? 0 })} · {t('draw.lots', { lots: entry?.lots ?? 0 })}
            </Text>
          </View>
        ))}
      </View>
      {order.length > shown && (
        <Button quiet slim onTap={() => setShown(shown + PAGE)}>
          {t('nearby.more')}
        </Button>
      )}
    </View>
  )
}
