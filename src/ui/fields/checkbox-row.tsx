import { Text, View } from '@tarojs/components'
import { Sign } from '../buttons/icon'
import { Touch } from '../buttons/touchable'

type Props = { label: string; hint?: string; on: boolean; onTap: () => void }

/** Yes or no to one thing; a line of a list of such. */
export function Tick({ label, hint, on, onTap }: Props) {
  return (
    <Touch role="checkbox" className="line" label={hint ? `${label}，${hint}` : label} checked={on} onTap={onTap}>
      <View className="grow">
        <Text>{label}</Text>
        {hint && <View className="small soft">{hint}</View>}
      </View>
      <View className={on ? 'tick on' : 'tick'}>
        <Sign name="check" />
      </View>
    </Touch>
  )
}
