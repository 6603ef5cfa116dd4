import type { Person } from '@core/person'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { CodeForm } from '@/features/person/code-form'
import { Invitation } from '@/features/person/invitation'
import { PersonCard } from '@/features/person/person-card'
import { PersonForm } from '@/features/person/person-form'
import { householdOf, useMe } from '@/features/person/store'
import { Action } from '@/ui/action'
import { Said } from '@/ui/said'
import { Screen } from '@/ui/screen'
import { Sheet } from '@/ui/sheet'
import { useNow } from '@/ui/use-now'
import { useMoreWords } from '@/words/more/use-more-words'
import { sayOutcome } from '@/words/outcome'

type Doing = { what: 'add' | 'enter' } | { what: 'mend' | 'remove' | 'invite'; person: Person }

export default function Household() {
  const words = useMoreWords()
  const { t } = words
  const now = useNow()
  const { me, remove } = useMe()
  const [doing, setDoing] = useState<Doing>()
  const [said, setSaid] = useState('')
  const done = () => {
    setDoing(undefined)
    setSaid('')
  }
  const takeOut = async (person: Person) => {
    const result = await remove(person.id)
    setDoing(undefined)
    setSaid(sayOutcome(words, result))
  }
  const begin = (what: 'mend' | 'remove' | 'invite', person: Person) => () => setDoing({ what, person })
  return (
    <Screen title={t('mine.household')}>
      <View className="stack">
        <Text className="soft">{t('household.why')}</Text>
        <Said text={said} />
        {householdOf(me).map((person) => (
          <PersonCard
            key={person.id}
            person={person}
            now={now}
            onMend={begin('mend', person)}
            onInvite={begin('invite', person)}
            onRemove={begin('remove', person)}
          />
        ))}
        <Action sign="add" onTap={() => setDoing({ what: 'add' })}>
          {t('person.add')}
        </Action>
        <Action quiet onTap={() => setDoing({ what: 'enter' })}>
          {t('household.enter')}
        </Action>
      </View>
      {doing && (doing.what === 'add' || doing.what === 'mend') && (
        <Sheet title={doing.what === 'add' ? t('person.add') : t('person.mend')} onClose={done}>
          <PersonForm now={now} onDone={done} {...(doing.what === 'mend' ? { person: doing.person } : {})} />
        </Sheet>
      )}
      {doing?.what === 'enter' && (
        <Sheet title={t('household.enter')} onClose={done}>
          <CodeForm onDone={done} />
        </Sheet>
      )}
      {doing?.what === 'invite' && (
        <Sheet title={t('household.code')} onClose={done}>
          <Invitation person={doing.person} now={now} />
        </Sheet>
      )}
      {doing?.what === 'remove' && (
        <Sheet title={t('person.remove-sure', { name: doing.person.name })} onClose={done}>
          <Text>{t(doing.person.shared ? 'person.remove-shared' : 'person.remove-what')}</Text>
          <Action onTap={() => takeOut(doing.person)}>{t('person.remove')}</Action>
          <Action quiet onTap={done}>
            {t('person.keep')}
          </Action>
        </Sheet>
      )}
    </Screen>
  )
}
