import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { useMe } from '@/features/account/person/store'
import { EraseSheet } from '@/features/account/privacy/erase-account-sheet'
import { KeepMine } from '@/features/account/privacy/export-data'
import { Told } from '@/features/account/privacy/privacy-row'
import { TopicList } from '@/features/account/privacy/topic-list'
import { usePlace } from '@/features/place/station/my-location'
import { KEY_NAMES } from '@/platform/storage/storage'
import { Action } from '@/ui/buttons/button'
import { Arc } from '@/ui/feedback/walk-arc'
import { Screen } from '@/ui/layout/screen'
import { useMoreWords } from '@/words/resident/use-resident-words'

const NEVER = ['place', 'paper', 'else'] as const

export default function Privacy() {
  const { t } = useMoreWords()
  const me = useMe((state) => state.me)
  const [asking, setAsking] = useState(false)
  const [erased, setErased] = useState(false)
  const done = () => {
    usePlace.getState().forget()
    setErased(true)
  }
  if (erased) {
    return (
      <Screen title={t('privacy.title')}>
        <View className="empty">
          <Arc minutes={15} size={72} />
          <Text className="title">{t('goodbye.done')}</Text>
          <Text className="soft">{t('goodbye.words')}</Text>
          <Action quiet onTap={() => Taro.switchTab({ url: '/pages/nearby/index' })}>
            {t('goodbye.look')}
          </Action>
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
            <Told key={what} what={t(`never.${what}`)} why={t(`never.${what}-why`)} />
          ))}
        </View>
        <Text className="heading">{t('here.title')}</Text>
        <View className="card">
          {KEY_NAMES.map((name) => (
            <Told key={name} what={t(`here.${name}`)} why={t(`here.${name}-why`)} />
          ))}
        </View>
        {me && <KeepMine />}
        {me && (
          <View className="card stack">
            <Text className="heading">{t('erase.heading')}</Text>
            <Text className="soft">{t('erase.what')}</Text>
            <Action quiet onTap={() => setAsking(true)}>
              {t('erase.button')}
            </Action>
          </View>
        )}
      </View>
      {asking && me && <EraseSheet me={me} onClose={() => setAsking(false)} onErased={done} />}
    </Screen>
  )
}
