import type { Street } from '@core/place/station'
import { Picker, Text, View } from '@tarojs/components'
import { memo } from 'react'
import { aria } from '@/platform/device/aria'
import { Icon } from '@/ui/buttons/icon'
import { useWords } from '@/words/use-words'

type Props = {
  streets: readonly Street[]
  on: string | undefined /** Label shown before a choice is made. */
  shown: string
  onChoose: (street: Street) => void
}

/** Street picker, for users who do not share their position. Memoised, so that its long list is sent only on change. */
export const StreetPicker = memo(function StreetPicker({ streets, on, shown, onChoose }: Props) {
  const { t } = useWords()
  const at = Math.max(
    0,
    streets.findIndex((street) => street.code === on),
  )
  return (
    <Picker
      mode="selector"
      range={streets.map((street) => street.name)}
      value={at}
      onChange={({ detail }) => {
        const street = streets[Number(detail.value)]
        if (street) onChoose(street)
      }}
    >
      <View
        className="tap link"
        hoverClass="pressed"
        {...aria({ role: 'button', label: `${t('place.choose')}，${shown}` })}
      >
        <Icon name="place" />
        <Text>{shown}</Text>
      </View>
    </Picker>
  )
})
