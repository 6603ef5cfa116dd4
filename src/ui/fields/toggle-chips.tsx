import { Text, View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'
import { Touchable } from '../buttons/touchable'

type Props<K extends string | number> = {
  label: string
  options: readonly { key: K; name: string }[]
  on: readonly K[]
  onToggle: (key: K) => void
}

/** Multiple choice from a few. */
export function ToggleChips<K extends string | number>({ label, options, on, onToggle }: Props<K>) {
  return (
    <View className="row wrap" {...aria({ role: 'group', label })}>
      {options.map(({ key, name }) => (
        <Touchable
          key={key}
          role="checkbox"
          className={on.includes(key) ? 'chip on' : 'chip'}
          label={name}
          checked={on.includes(key)}
          onTap={() => onToggle(key)}
        >
          <Text>{name}</Text>
        </Touchable>
      ))}
    </View>
  )
}
