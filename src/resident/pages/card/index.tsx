import { Text, View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { type KnownBy, KnownByForm } from '@/features/attendance/card/identification-form'
import { PaperCard } from '@/features/attendance/card/paper-card'
import { useCards } from '@/features/attendance/card/store'
import { print } from '@/platform/files/print'
import type { Settled } from '@/platform/network/to-outcome'
import { Action } from '@/ui/buttons/button'
import { Asking } from '@/ui/feedback/loading-state'
import { Screen } from '@/ui/layout/screen'
import { useMoreWords } from '@/words/resident/use-resident-words'
import '@/features/attendance/card/card.scss'

export default function CardPage() {
  const { t } = useMoreWords()
  const { id = '' } = useRouter().params
  const card = useCards(({ cards }) => cards[id])
  const [loaded, setLoaded] = useState<Settled>()
  const [known, setKnown] = useState<KnownBy>({ how: 'photo', figures: {} })
  const load = () => useCards.getState().load(id).then(setLoaded)
  useDidShow(() => {
    load()
  })
  if (!card || loaded?.state === 'refused') {
    return (
      <Screen title={t('card.title')}>
        <Asking loaded={loaded} onAgain={load} />
      </Screen>
    )
  }
  return (
    <Screen title={t('card.title')} className="printing">
      <View className="stack">
        <Text className="soft">{t('card.what')}</Text>
        <KnownByForm names={card.names} known={known} onChange={setKnown} />
        <PaperCard card={card} known={known} />
        {print ? <Action onTap={print}>{t('card.print')}</Action> : <Text className="soft">{t('card.no-print')}</Text>}
      </View>
    </Screen>
  )
}
