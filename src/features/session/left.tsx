import { Text, View } from '@tarojs/components'
import { aria } from '@/platform/aria'
import { useWords } from '@/words/use-words'

const FEW = 6

/** Places left: a row of seats while there are few, a number when many, 满 when none. */
export function Left({ left }: { left: number }) {
  const { t } = useWords()
  return (
    <View className="session-left">
      <Text className={left > 0 ? 'small' : 'small soft'}>
        {left > 0 ? t('session.left', { left }) : t('session.full')}
      </Text>
      {left > 0 && left <= FEW && (
        <View className="row" style="gap: 3px" {...aria({ hidden: true })}>
          {Array.from({ length: left }, (_, at) => (
            <View key={at} className="seat" />
          ))}
        </View>
      )}
    </View>
  )
}
