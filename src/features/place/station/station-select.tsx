import type { Station } from '@core/place/station'
import { Choice } from '@/ui/fields/select'
import { useDeskWords } from '@/words/manager/use-manager-words'

type Props = { stations: readonly Station[]; on: string | undefined; onChoose: (id: string) => void }

/** One station, where exactly one is meant. */
export function StationChoice({ stations, on, onChoose }: Props) {
  const { t } = useDeskWords()
  const options = stations.map(({ id, name }) => ({ key: id, name }))
  return <Choice label={t('manager.stations')} options={options} on={on} onChoose={onChoose} />
}
