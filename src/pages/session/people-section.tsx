import type { Person } from '@core/account/person'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { PeoplePicker } from '@/features/account/person/people-picker'
import { PersonForm } from '@/features/account/person/person-form'
import { GroupChoice } from '@/features/booking/booking/group-choice'
import { Button } from '@/ui/buttons/button'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { useWords } from '@/words/use-words'
import type { useBookingRequest } from './use-booking-request'

type Props = {
  people: readonly Person[]
  request: ReturnType<typeof useBookingRequest>
  loggedIn: boolean
  now: number
}

/** Who comes, from my household. */
export function PeopleSection({ people, request, loggedIn, now }: Props) {
  const { t } = useWords()
  const [adding, setAdding] = useState(false)
  const done = () => setAdding(false)
  return (
    <View className="stack section">
      <View className="row between wrap">
        <Text className="heading">{t('session.who')}</Text>
        {loggedIn && (
          <Button quiet slim icon="add" onTap={() => setAdding(true)}>
            {t('person.add')}
          </Button>
        )}
      </View>
      {loggedIn ? (
        <PeoplePicker people={people} chosen={request.picked} whyNot={request.whyNot} onToggle={request.toggle} />
      ) : (
        <Text className="soft">{t('session.login-first')}</Text>
      )}
      {request.splits && <GroupChoice apart={request.apart} onChoose={request.goApart} />}
      {adding && (
        <BottomSheet title={t('person.add')} onClose={done}>
          <PersonForm now={now} onDone={done} />
        </BottomSheet>
      )}
    </View>
  )
}
