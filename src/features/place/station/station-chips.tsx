import type { Station } from '@core/place/station'
import { Chips } from '@/ui/fields/chips'
import { useManagerWords } from '@/words/manager/use-manager-words'

type Props = { stations: readonly Station[]; on: string | undefined; onChoose: (id: string | undefined) => void }

/** Filter chips: all stations of a short list, or one. */
export function StationChips({ stations, on, onChoose }: Props) {
  const { t } = useManagerWords()
  const chips = stations.map(({ id, name }) => ({ key: id, name }))
  const all = { key: undefined, name: t('kind.all') }
  return <Chips<string | undefined> label={t('manager.stations')} chips={[all, ...chips]} on={on} onChoose={onChoose} />
}
