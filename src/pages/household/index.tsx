import type { Person } from '@core/person'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { PersonForm } from '@/features/person/person-form'
import { householdOf, useMe } from '@/features/person/store'
import { aria } from '@/platform/aria'
import { Action } from '@/ui/action'
import { Screen } from '@/ui/screen'
import { Sheet } from '@/ui/sheet'
import { useNow } from '@/ui/use-now'
import { useWords } from '@/words/use-words'

type Doing = { what: 'add' } | { what: 'mend' | 'remove'; person: Person }

export default function Household() {
  const { t, no } = useWords()
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
    if (result.state === 'done') return done()
    setDoing(undefined)
    setSaid(result.state === 'refused' ? no(result.why) : result.state === 'wrong' ? result.message : t('offline.act'))
  }
  return (
    <Screen title={t('mine.household')}>
      <View className="stack">
        <Text className="soft">{t('household.why')}</Text>
        {said && (
          <Text className="red" {...aria({ role: 'alert' })}>
            {said}
          </Text>
        )}
        {householdOf(me).map((person) => (
          <View key={person.id} className="card stack">
            <View className="row between">
              <Text className="heading">{person.name}</Text>
              <Text className="soft">{t(`person.${person.relation}`)}</Text>
            </View>
            <Text className="small soft figure">
              {person.born ? t('person.born-in', { born: person.born }) : t('person.born-unknown')}
            </Text>
            <View className="row wrap">
              <Action quiet slim onTap={() => setDoing({ what: 'mend', person })}>
                {t('person.mend')}
              </Action>
              {person.relation !== 'self' && (
                <Action quiet slim onTap={() => setDoing({ what: 'remove', person })}>
                  {t('person.remove')}
                </Action>
              )}
            </View>
          </View>
        ))}
        <Action sign="add" onTap={() => setDoing({ what: 'add' })}>
          {t('person.add')}
        </Action>
      </View>
      {doing && doing.what !== 'remove' && (
        <Sheet title={doing.what === 'add' ? t('person.add') : t('person.mend')} onClose={done}>
          <PersonForm now={now} onDone={done} {...(doing.what === 'mend' ? { person: doing.person } : {})} />
        </Sheet>
      )}
      {doing?.what === 'remove' && (
        <Sheet title={t('person.remove-sure', { name: doing.person.name })} onClose={done}>
          <Text>{t('person.remove-what')}</Text>
          <Action onTap={() => takeOut(doing.person)}>{t('person.remove')}</Action>
          <Action quiet onTap={done}>
            {t('person.keep')}
          </Action>
        </Sheet>
      )}
    </Screen>
  )
}
