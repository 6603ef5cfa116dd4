import { ScrollView, Text, View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'
import { Icon } from '../buttons/icon'
import { Touchable } from '../buttons/touchable'

type Chip<K> = { key: K; name: string /** A second line. */; under?: string; icon?: string }
type Props<K> = { label: string; chips: readonly Chip<K>[]; on: K; onChoose: (key: K) => void }

/** Single choice from many, in a scrolling row. */
export function Chips<K extends string | undefined>({ label, chips, on, onChoose }: Props<K>) {
  return (
    <ScrollView scrollX enhanced showScrollbar={false} className="chip-scroll">
      <View className="chips" {...aria({ role: 'radiogroup', label })}>
        {chips.map(({ key, name, under, icon }) => (
          <Touchable
            key={key ?? ''}
            role="radio"
            className={['chip', under && 'tall', key === on && 'on'].filter(Boolean).join(' ')}
            label={under ? `${name} ${under}` : name}
            checked={key === on}
            onTap={() => onChoose(key)}
          >
            {icon && <Icon name={icon} />}
            <Text>{name}</Text>
            {under && <Text className="figure">{under}</Text>}
          </Touchable>
        ))}
      </View>
    </ScrollView>
  )
}
