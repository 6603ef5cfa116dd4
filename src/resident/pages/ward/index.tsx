import type { Person } from '@core/account/person'
import { View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { PeopleCards } from '@/features/account/person/people-cards'
import { useWards } from '@/features/account/person/ward-store'
import { Empty } from '@/ui/feedback/empty-state'
import { Asking } from '@/ui/feedback/loading-state'
import { Screen } from '@/ui/layout/screen'
import { useNow } from '@/ui/layout/use-now'
import { useMoreWords } from '@/words/resident/use-resident-words'

/** One whom the station looks after, out of the list that was looked at; opened by itself, out of the newest. */
export default function WardPage() {
  const { t } = useMoreWords()
  const now = useNow()
  const { id = '' } = useRouter().params
  const { wards, loaded, search } = useWards()
  const [mended, setMended] = useState<Person>()
  const [removed, setRemoved] = useState(false)
  const known = wards?.find((one) => one.id === id)
  const load = () => search('')
  useDidShow(() => {
    if (!known) load()
  })
  const person = mended ?? known
  const settled = loaded?.state === 'done'
  return (
    <Screen title={t('ward.title')}>
      <View className="stack">
        {removed ? (
          <Empty text={t('ward.removed')} />
        ) : person ? (
          <PeopleCards people={[person]} now={now} onMended={setMended} onRemoved={() => setRemoved(true)} />
        ) : settled ? (
          <Empty text={t('ward.gone')} />
        ) : (
          <Asking loaded={loaded} onAgain={load} />
        )}
      </View>
    </Screen>
  )
}
