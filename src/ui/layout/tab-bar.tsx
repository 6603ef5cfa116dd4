import { Text, View } from '@tarojs/components'
import { go } from '@/platform/app/navigation'
import { TABS, type Tab, tabUrl } from '@/platform/app/navigation-plan'
import { aria } from '@/platform/device/aria'
import { useWords } from '@/words/use-words'
import { Icon } from '../buttons/icon'
import { Touchable } from '../buttons/touchable'

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
          onTap={() => tab !== here && go(tabUrl(tab))}
        >
          <Icon name={tab} />
          <Text>{t(`tab.${tab}`)}</Text>
        </Touchable>
      ))}
    </View>
  )
}
