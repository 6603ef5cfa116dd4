import { Text, View } from '@tarojs/components'
import { Icon } from '../buttons/icon'
import { Touchable } from '../buttons/touchable'

type Props = { label: string; hint?: string; on: boolean; onTap: () => void }

/** Checkbox with a label, as a row of a list. */
export function CheckboxRow({ label, hint, on, onTap }: Props) {
  return (
    <Touchable role="checkbox" className="line" label={hint ? `${label}，${hint}` : label} checked={on} onTap={onTap}>
      <View className="grow">
        <Text>{label}</Text>
        {hint && <View className="small soft">{hint}</View>}
      </View>
      <View className={on ? 'checkbox on' : 'checkbox'}>
        <Icon name="check" />
      </View>
    </Touchable>
  )
}
