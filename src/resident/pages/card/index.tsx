import { Text, View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { PersonalScreen } from '@/features/account/person/login-needed'
import { type Identification, IdentificationForm } from '@/features/attendance/card/identification-form'
import { PaperCard } from '@/features/attendance/card/paper-card'
import { useCards } from '@/features/attendance/card/store'
import { useDistrictName } from '@/features/place/station/district-name'
import { print } from '@/platform/files/print'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { LoadingState } from '@/ui/feedback/loading-state'
import { useResidentWords } from '@/words/resident/use-resident-words'
import '@/features/attendance/card/card.scss'

export default function CardPage() {
  const { t } = useResidentWords()
  const { id = '' } = useRouter().params
  const card = useCards(({ cards }) => cards[id])
  const district = useDistrictName()
  const [loaded, setLoaded] = useState<CallOutcome>()
  const [identification, setIdentification] = useState<Identification>({ how: 'photo', figures: {} })
  const load = () => useCards.getState().load(id).then(setLoaded)
  useDidShow(() => {
    load()
  })
  if (!card || loaded?.state === 'refused') {
    return (
      <PersonalScreen title={t('card.title')}>
        <LoadingState loaded={loaded} onAgain={load} />
      </PersonalScreen>
    )
  }
  return (
    <PersonalScreen title={t('card.title')} className="printing">
      <View className="stack">
        <Text className="soft">{t('card.what')}</Text>
        <IdentificationForm names={card.names} identification={identification} onChange={setIdentification} />
        <PaperCard card={card} known={identification} district={district} />
        {print ? <Button onTap={print}>{t('card.print')}</Button> : <Text className="soft">{t('card.no-print')}</Text>}
      </View>
    </PersonalScreen>
  )
}
