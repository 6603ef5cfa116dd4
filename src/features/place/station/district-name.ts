import { useWords } from '@/words/use-words'
import { usePack } from './store'

/** Name of the district as its pack has it; without one, or before the pack is here, the app's own in the reader's language. */
export function useDistrictName(): string {
  const { t } = useWords()
  return usePack(({ pack }) => pack?.district?.title) ?? t('app.name')
}
