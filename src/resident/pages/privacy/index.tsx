import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { useMe } from '@/features/account/person/store'
import { EraseAccountSheet } from '@/features/account/privacy/erase-account-sheet'
import { ExportData } from '@/features/account/privacy/export-data'
import { PrivacyRow } from '@/features/account/privacy/privacy-row'
import { TopicList } from '@/features/account/privacy/topic-list'
import { useMyLocation } from '@/features/place/station/my-location'
import { goHome } from '@/platform/app/navigation'
import { KEY_NAMES } from '@/platform/storage/storage'
import { Button } from '@/ui/buttons/button'
import { WalkArc } from '@/ui/feedback/walk-arc'
import { Screen } from '@/ui/layout/screen'
import { useResidentWords } from '@/words/resident/use-resident-words'

const NEVER = ['place', 'paper', 'else'] as const

export default function Privacy() {
  const { t } = useResidentWords()
  const me = useMe((state) => state.me)
  const [asking, setAsking] = useState(false)
  const [erased, setErased] = useState(false)
  const done = () => {
    useMyLocation.getState().forget()
    setErased(true)
  }
  if (erased) {
    return (
      <Screen title={t('privacy.title')}>
        <View className="empty">
          <WalkArc minutes={15} size={72} />
          <Text className="title">{t('goodbye.done')}</Text>
          <Text className="soft">{t('goodbye.words')}</Text>
          <Button quiet onTap={goHome}>
            {t('goodbye.look')}
          </Button>
        </View>
      </Screen>
    )
  }
  return (
    <Screen title={t('privacy.title')}>
      <View className="stack">
        <Text>{t('privacy.intro')}</Text>
        <TopicList />
        <Text className="heading">{t('never.title')}</Text>
        <View className="card">
          {NEVER.map((what) => (
            <PrivacyRow key={what} what={t(`never.${what}`)} why={t(`never.${what}-why`)} />
          ))}
        </View>
        <Text className="heading">{t('here.title')}</Text>
        <View className="card">
          {KEY_NAMES.map((name) => (
            <PrivacyRow key={name} what={t(`here.${name}`)} why={t(`here.${name}-why`)} />
          ))}
        </View>
        {me && <ExportData />}
        {me && (
          <View className="card stack">
            <Text className="heading">{t('erase.heading')}</Text>
            <Text className="soft">{t('erase.what')}</Text>
            <Button quiet onTap={() => setAsking(true)}>
              {t('erase.button')}
            </Button>
          </View>
        )}
      </View>
      {asking && me && <EraseAccountSheet me={me} onClose={() => setAsking(false)} onErased={done} />}
    </Screen>
  )
}
