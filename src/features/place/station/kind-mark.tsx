import type { Kind } from '@core/place/station'
import { Text, View } from '@tarojs/components'
import { Icon } from '@/ui/buttons/icon'
import { useWords } from '@/words/use-words'

/** A kind's pictogram and name in its hue: colour is never the only sign. */
export function KindMark({ kind }: { kind: Kind }) {
  const { t } = useWords()
  return (
    <View className="row small" style={`color: var(--${kind}); gap: 4px; flex: none`}>
      <Icon name={kind} />
      <Text>{t(`kind.${kind}`)}</Text>
    </View>
  )
}
