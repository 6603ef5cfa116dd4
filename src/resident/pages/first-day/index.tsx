import { mayAnywhere } from '@core/account/role'
import type { LoginWays } from '@core/contract/endpoints/account/login'
import { Text, View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import { useMe } from '@/features/account/person/store'
import { useDistrictName } from '@/features/place/station/district-name'
import { go, goToLogin } from '@/platform/app/navigation'
import { cloud } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { LoadingState } from '@/ui/feedback/loading-state'
import { Screen } from '@/ui/layout/screen'
import { useResidentWords } from '@/words/resident/use-resident-words'

/** First-run page, while there is no station: what comes next for whoever opens the address. It tells nothing secret. */
export default function FirstDay() {
  const { t } = useResidentWords()
  const officer = useMe(({ me }) => mayAnywhere(me?.roles ?? [], 'oversee'))
  const known = useMe(({ me }) => !!me)
  const [loaded, setLoaded] = useState<CallOutcome<LoginWays>>()
  const load = () => toOutcome(cloud('loginWays', {})).then(setLoaded)
  useDidShow(() => {
    load()
  })
  const ways = loaded?.state === 'done' ? loaded.answer : undefined
  return (
    <Screen title={useDistrictName()}>
      <View className="stack">
        <Text className="title">{t('first.title')}</Text>
        {!ways && <LoadingState loaded={loaded} onAgain={load} />}
        {ways?.first && (
          <View className="card stack">
            <Text>{t('first.nobody')}</Text>
            <Text className="heading" userSelect>
              npm run district
            </Text>
            <Text>{t('first.link')}</Text>
            <Text className="soft">{t('first.then')}</Text>
          </View>
        )}
        {ways && !ways.first && officer && (
          <View className="card stack">
            <Text>{t('first.step-1')}</Text>
            <Text>{t('first.step-2')}</Text>
            <Text>{t('first.step-3')}</Text>
            <Button onTap={() => go('/manager/pages/checklist/index')}>{t('first.checklist')}</Button>
            <Button quiet onTap={() => go('/manager/pages/roles/index')}>
              {t('first.invite')}
            </Button>
          </View>
        )}
        {ways && !ways.first && !officer && <Text>{t('first.soon')}</Text>}
        {ways && !ways.first && !known && (
          <Button quiet onTap={goToLogin}>
            {t('login.title')}
          </Button>
        )}
      </View>
    </Screen>
  )
}
