import { Text, View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'
import { Touchable } from '../buttons/touchable'

type Props<K extends string> = {
  label: string
  options: readonly { key: K; name: string }[]
  /** Undefined: none yet. */
  on: K | undefined
  onChoose: (key: K) => void
}

/** Segmented control: single choice from a few. */
export function Segments<K extends string>({ label, options, on, onChoose }: Props<K>) {
  return (
    <View className="segments" {...aria({ role: 'radiogroup', label })}>
      {options.map(({ key, name }) => (
        <Touchable
          key={key}
          role="radio"
          className={key === on ? 'segment on' : 'segment'}
          label={name}
          checked={key === on}
          onTap={() => onChoose(key)}
        >
          <Text>{name}</Text>
        </Touchable>
      ))}
    </View>
  )
}
