import type { Person } from '@core/account/person'
import { View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { PersonalScreen } from '@/features/account/person/login-needed'
import { PeopleCards } from '@/features/account/person/people-cards'
import { useWards } from '@/features/account/person/ward-store'
import { EmptyState } from '@/ui/feedback/empty-state'
import { LoadingState } from '@/ui/feedback/loading-state'
import { useNow } from '@/ui/layout/use-now'
import { useResidentWords } from '@/words/resident/use-resident-words'

/** One ward, from the loaded list; opened by its own URL, the newest wards are loaded. */
export default function WardPage() {
  const { t } = useResidentWords()
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
    <PersonalScreen title={t('ward.title')}>
      <View className="stack">
        {removed ? (
          <EmptyState text={t('ward.removed')} />
        ) : person ? (
          <PeopleCards people={[person]} now={now} onEdited={setMended} onRemoved={() => setRemoved(true)} />
        ) : settled ? (
          <EmptyState text={t('ward.gone')} />
        ) : (
          <LoadingState loaded={loaded} onAgain={load} />
        )}
      </View>
    </PersonalScreen>
  )
}
