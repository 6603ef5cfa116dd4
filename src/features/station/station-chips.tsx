import type { Station } from '@core/station'
import { ScrollView, Text, View } from '@tarojs/components'
import { Touch } from '@/ui/touch'
import { useWords } from '@/words/use-words'

type Props = { stations: readonly Station[]; on: string | undefined; onChoose: (id: string | undefined) => void }

/** All of a few stations, or one of them. */
export function StationChips({ stations, on, onChoose }: Props) {
  const { t } = useWords()
  const choices = [{ id: undefined, name: t('kind.all') }, ...stations]
  return (
    <ScrollView scrollX enhanced showScrollbar={false} className="chip-scroll">
      <View className="chips">
        {choices.map(({ id, name }) => (
          <Touch
            key={id ?? ''}
            className={id === on ? 'chip on' : 'chip'}
            label={name}
            selected={id === on}
            onTap={() => onChoose(id)}
          >
            <Text>{name}</Text>
          </Touch>
        ))}
      </View>
    </ScrollView>
  )
}
