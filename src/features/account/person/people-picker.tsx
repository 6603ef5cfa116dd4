import type { Person } from '@core/account/person'
import type { Refusal } from '@core/base/refusal'
import { Text, View } from '@tarojs/components'
import { Icon } from '@/ui/buttons/icon'
import { Touchable } from '@/ui/buttons/touchable'
import { useWords } from '@/words/use-words'

type Props = {
  people: readonly Person[]
  chosen: readonly string[]
  /** Why this person cannot come, if already known. */
  whyNot: (person: Person) => Refusal | undefined
  onToggle: (id: string) => void
}

/** Household picker: who comes. A person who cannot come is disabled, with the reason next to the name. */
export function PeoplePicker({ people, chosen, whyNot, onToggle }: Props) {
  const { t, no } = useWords()
  return (
    <View className="card">
      {people.map((person) => {
        const on = chosen.includes(person.id)
        const why = whyNot(person)
        const name = person.relation === 'self' ? t('person.me', { name: person.name }) : person.name
        return (
          <Touchable
            key={person.id}
            role="checkbox"
            className={why && !on ? 'line gone' : 'line'}
            label={why ? `${name}，${no(why)}` : name}
            checked={on}
            disabled={!!why && !on}
            onTap={() => (on || !why) && onToggle(person.id)}
          >
            <View className="grow">
              <Text>{name}</Text>
              {why && <View className="small soft">{no(why)}</View>}
            </View>
            <View className={on ? 'checkbox on' : 'checkbox'}>
              <Icon name="check" />
            </View>
          </Touchable>
        )
      })}
    </View>
  )
}
