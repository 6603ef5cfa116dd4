import type { Station } from '@core/place/station'
import { Select } from '@/ui/fields/select'
import { useManagerWords } from '@/words/manager/use-manager-words'

type Props = { stations: readonly Station[]; on: string | undefined; onChoose: (id: string) => void }

/** Choice of exactly one station. */
export function StationSelect({ stations, on, onChoose }: Props) {
  const { t } = useManagerWords()
  const options = stations.map(({ id, name }) => ({ key: id, name }))
  return <Select label={t('manager.stations')} options={options} on={on} onChoose={onChoose} />
}
