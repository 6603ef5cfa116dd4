import { readCode } from '@core/account/guardian-code'
import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { CodeForm } from '@/features/account/person/guardian-code-form'
import { PeopleCards } from '@/features/account/person/people-cards'
import { PersonForm } from '@/features/account/person/person-form'
import { householdOf, useMe } from '@/features/account/person/store'
import { useTold } from '@/platform/app/page-entry'
import { WayHome } from '@/ui/actions/home-button'
import { Action } from '@/ui/buttons/button'
import { Sheet } from '@/ui/layout/bottom-sheet'
import { Screen } from '@/ui/layout/screen'
import { useNow } from '@/ui/layout/use-now'
import { useMoreWords } from '@/words/resident/use-resident-words'

const login = () => Taro.navigateTo({ url: '/pages/login/index' })

/** Opened by a guardian’s invitation, what it says is typed in. */
export default function Household() {
  const { t } = useMoreWords()
  const now = useNow()
  const me = useMe((state) => state.me)
  const [doing, setDoing] = useState<'add' | 'enter'>()
  const done = () => setDoing(undefined)
  const code = readCode(useTold('guardian') ?? '')
  const known = !!me
  useEffect(() => {
    if (code && known) setDoing('enter')
  }, [code, known])
  if (!known) {
    return (
      <Screen title={t('mine.household')}>
        <View className="stack">
          <WayHome />
          <Text className="heading">{t(code ? 'household.invited' : 'household.why')}</Text>
          <Action onTap={login}>{t('login.title')}</Action>
        </View>
      </Screen>
    )
  }
  return (
    <Screen title={t('mine.household')}>
      <View className="stack">
        <WayHome />
        <Text className="soft">{t('household.why')}</Text>
        <PeopleCards people={householdOf(me)} now={now} />
        <Action sign="add" onTap={() => setDoing('add')}>
          {t('person.add')}
        </Action>
        <Action quiet onTap={() => setDoing('enter')}>
          {t('household.enter')}
        </Action>
      </View>
      {doing === 'add' && (
        <Sheet title={t('person.add')} onClose={done}>
          <PersonForm now={now} onDone={done} />
        </Sheet>
      )}
      {doing === 'enter' && (
        <Sheet title={t('household.enter')} onClose={done}>
          <CodeForm code={code} onDone={done} />
        </Sheet>
      )}
    </Screen>
  )
}
