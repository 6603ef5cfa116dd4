import type { Kind } from '@core/station'
import { ScrollView, Text, View } from '@tarojs/components'
import { Sign } from '@/ui/sign'
import { Touch } from '@/ui/touch'
import { useWords } from '@/words/use-words'

type Props = { kinds: readonly Kind[]; on: Kind | undefined; onChoose: (kind: Kind | undefined) => void }

/** All, or one kind; a second tap on the one takes it off. */
export function KindChips({ kinds, on, onChoose }: Props) {
  const { t } = useWords()
  return (
    <ScrollView scrollX enhanced showScrollbar={false} className="chip-scroll">
      <View className="chips">
        <Touch
          className={on ? 'chip' : 'chip on'}
          label={t('kind.all')}
          selected={!on}
          onTap={() => onChoose(undefined)}
        >
          <Text>{t('kind.all')}</Text>
        </Touch>
        {kinds.map((kind) => (
          <Touch
            key={kind}
            className={kind === on ? 'chip on' : 'chip'}
            label={t(`kind.${kind}`)}
            selected={kind === on}
            onTap={() => onChoose(kind === on ? undefined : kind)}
          >
            <Sign name={kind} />
            <Text>{t(`kind.${kind}`)}</Text>
          </Touch>
        ))}
      </View>
    </ScrollView>
  )
}
