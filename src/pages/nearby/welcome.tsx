import type { Street } from '@core/place/station'
import { Text, View } from '@tarojs/components'
import { StreetPicker } from '@/features/place/station/street-picker'
import { PermissionSettings } from '@/ui/actions/permission-settings'
import { Button } from '@/ui/buttons/button'
import { WalkArc } from '@/ui/feedback/walk-arc'
import { useWords } from '@/words/use-words'

type Props = {
  streets: readonly Street[]
  asking: 'resting' | 'asking' | 'refused'
  onAsk: () => void
  onChoose: (street: Street) => void
}

/** First-run screen: share the position, or choose a street. */
export function Welcome({ streets, asking, onAsk, onChoose }: Props) {
  const { t } = useWords()
  return (
    <View className="welcome">
      <WalkArc minutes={15} size={96} hue="red-text" />
      <Text className="title">{t('welcome.title')}</Text>
      <Text className="soft">{asking === 'refused' ? t('welcome.refused') : t('welcome.text')}</Text>
      {asking === 'refused' && <PermissionSettings permission="location" onAllowed={onAsk} />}
      {asking !== 'refused' && (
        <Button icon="place" busy={asking === 'asking'} onTap={onAsk}>
          {t('welcome.locate')}
        </Button>
      )}
      <View className="card">
        <StreetPicker streets={streets} on={undefined} shown={t('place.choose')} onChoose={onChoose} />
      </View>
    </View>
  )
}
