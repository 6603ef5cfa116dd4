import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { aria } from '@/platform/device/aria'
import { useWords } from '@/words/use-words'
import { Icon } from '../buttons/icon'
import { Touchable } from '../buttons/touchable'

const TABS = ['nearby', 'agenda', 'mine'] as const
export type Tab = (typeof TABS)[number]

/** Custom tab bar: the platform's own keeps its small text in care mode (docs/decisions/003). */
export function TabBar({ here }: { here: Tab }) {
  const { t } = useWords()
  return (
    <View className="tabs" {...aria({ role: 'tablist' })}>
      {TABS.map((tab) => (
        <Touchable
          key={tab}
          role="tab"
          className={tab === here ? 'tab here' : 'tab'}
          label={t(`tab.${tab}`)}
          selected={tab === here}
          onTap={() => tab !== here && Taro.switchTab({ url: `/pages/${tab}/index` })}
        >
          <Icon name={tab} />
          <Text>{t(`tab.${tab}`)}</Text>
        </Touchable>
      ))}
    </View>
  )
}
