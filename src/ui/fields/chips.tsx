import { ScrollView, Text, View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'
import { Sign } from '../buttons/icon'
import { Touch } from '../buttons/touchable'

type Chip<K> = { key: K; name: string /** A second line. */; under?: string; sign?: string }
type Props<K> = { label: string; chips: readonly Chip<K>[]; on: K; onChoose: (key: K) => void }

/** One of many, in a row that scrolls. */
export function Chips<K extends string | undefined>({ label, chips, on, onChoose }: Props<K>) {
  return (
    <ScrollView scrollX enhanced showScrollbar={false} className="chip-scroll">
      <View className="chips" {...aria({ role: 'radiogroup', label })}>
        {chips.map(({ key, name, under, sign }) => (
          <Touch
            key={key ?? ''}
            role="radio"
            className={['chip', under && 'tall', key === on && 'on'].filter(Boolean).join(' ')}
            label={under ? `${name} ${under}` : name}
            checked={key === on}
            onTap={() => onChoose(key)}
          >
            {sign && <Sign name={sign} />}
            <Text>{name}</Text>
            {under && <Text className="figure">{under}</Text>}
          </Touch>
        ))}
      </View>
    </ScrollView>
  )
}
