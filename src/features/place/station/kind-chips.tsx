import type { Kind } from '@core/place/station'
import { Chips } from '@/ui/fields/chips'
import { useWords } from '@/words/use-words'

type Props = { kinds: readonly Kind[]; on: Kind | undefined; onChoose: (kind: Kind | undefined) => void }

/** Filter chips for the station kind; a second tap clears the filter. */
export function KindChips({ kinds, on, onChoose }: Props) {
  const { t } = useWords()
  const chips = kinds.map((kind) => ({ key: kind, name: t(`kind.${kind}`), icon: kind }))
  return (
    <Chips<Kind | undefined>
      label={t('kind.which')}
      chips={[{ key: undefined, name: t('kind.all') }, ...chips]}
      on={on}
      onChoose={(kind) => onChoose(kind === on ? undefined : kind)}
    />
  )
}
