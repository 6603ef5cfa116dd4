import type { Station } from '@core/station'
import { Choice } from '@/ui/choice'
import { useDeskWords } from '@/words/desk/use-desk-words'

type Props = { stations: readonly Station[]; on: string | undefined; onChoose: (id: string) => void }

/** One station, where exactly one is meant. */
export function StationChoice({ stations, on, onChoose }: Props) {
  const { t } = useDeskWords()
  const options = stations.map(({ id, name }) => ({ key: id, name }))
  return <Choice label={t('manager.stations')} options={options} on={on} onChoose={onChoose} />
}
