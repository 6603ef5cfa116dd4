import type { Person } from '@core/account/person'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { WhoComes } from '@/features/account/person/people-picker'
import { PersonForm } from '@/features/account/person/person-form'
import { Together } from '@/features/booking/booking/group-choice'
import { Action } from '@/ui/buttons/button'
import { Sheet } from '@/ui/layout/bottom-sheet'
import { useWords } from '@/words/use-words'
import type { useWish } from './use-booking-request'

type Props = { people: readonly Person[]; wish: ReturnType<typeof useWish>; loggedIn: boolean; now: number }

/** Who of us shall come. */
export function Who({ people, wish, loggedIn, now }: Props) {
  const { t } = useWords()
  const [adding, setAdding] = useState(false)
  const done = () => setAdding(false)
  return (
    <View className="stack section">
      <View className="row between">
        <Text className="heading">{t('session.who')}</Text>
        {loggedIn && (
          <Action quiet slim sign="add" onTap={() => setAdding(true)}>
            {t('person.add')}
          </Action>
        )}
      </View>
      {loggedIn ? (
        <WhoComes people={people} chosen={wish.picked} whyNot={wish.whyNot} onToggle={wish.toggle} />
      ) : (
        <Text className="soft">{t('session.login-first')}</Text>
      )}
      {wish.splits && <Together apart={wish.apart} onChoose={wish.goApart} />}
      {adding && (
        <Sheet title={t('person.add')} onClose={done}>
          <PersonForm now={now} onDone={done} />
        </Sheet>
      )}
    </View>
  )
}
