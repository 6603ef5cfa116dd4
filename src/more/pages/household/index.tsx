import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { CodeForm } from '@/features/person/code-form'
import { PeopleCards } from '@/features/person/people-cards'
import { PersonForm } from '@/features/person/person-form'
import { householdOf, useMe } from '@/features/person/store'
import { Action } from '@/ui/action'
import { Screen } from '@/ui/screen'
import { Sheet } from '@/ui/sheet'
import { useNow } from '@/ui/use-now'
import { useMoreWords } from '@/words/more/use-more-words'

export default function Household() {
  const { t } = useMoreWords()
  const now = useNow()
  const me = useMe((state) => state.me)
  const [doing, setDoing] = useState<'add' | 'enter'>()
  const done = () => setDoing(undefined)
  return (
    <Screen title={t('mine.household')}>
      <View className="stack">
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
          <CodeForm onDone={done} />
        </Sheet>
      )}
    </Screen>
  )
}
