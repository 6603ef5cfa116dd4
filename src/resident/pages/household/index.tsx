import { parseGuardianCode } from '@core/account/code/guardian-code'
import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { GuardianCodeForm } from '@/features/account/person/guardian-code-form'
import { LoginNeeded } from '@/features/account/person/login-needed'
import { PeopleCards } from '@/features/account/person/people-cards'
import { PersonForm } from '@/features/account/person/person-form'
import { householdOf, useMe } from '@/features/account/person/store'
import { usePageParam } from '@/platform/app/page-entry'
import { HomeButton } from '@/ui/actions/home-button'
import { Button } from '@/ui/buttons/button'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { Screen } from '@/ui/layout/screen'
import { useNow } from '@/ui/layout/use-now'
import { useResidentWords } from '@/words/resident/use-resident-words'

/** Household page; opened by a guardian invitation, its code is prefilled. */
export default function Household() {
  const { t } = useResidentWords()
  const now = useNow()
  const me = useMe((state) => state.me)
  const [doing, setDoing] = useState<'add' | 'enter'>()
  const done = () => setDoing(undefined)
  const code = parseGuardianCode(usePageParam('guardian') ?? '')
  const known = !!me
  useEffect(() => {
    if (code && known) setDoing('enter')
  }, [code, known])
  if (!known) {
    return (
      <Screen title={t('mine.household')}>
        <View className="stack">
          <HomeButton />
          <LoginNeeded text={t(code ? 'household.invited' : 'household.why')} />
        </View>
      </Screen>
    )
  }
  return (
    <Screen title={t('mine.household')}>
      <View className="stack">
        <HomeButton />
        <Text className="soft">{t('household.why')}</Text>
        <PeopleCards people={householdOf(me)} now={now} />
        <Button icon="add" onTap={() => setDoing('add')}>
          {t('person.add')}
        </Button>
        <Button quiet onTap={() => setDoing('enter')}>
          {t('household.enter')}
        </Button>
      </View>
      {doing === 'add' && (
        <BottomSheet title={t('person.add')} onClose={done}>
          <PersonForm now={now} onDone={done} />
        </BottomSheet>
      )}
      {doing === 'enter' && (
        <BottomSheet title={t('household.enter')} onClose={done}>
          <GuardianCodeForm code={code} onDone={done} />
        </BottomSheet>
      )}
    </Screen>
  )
}
