import type { Settled } from '@/platform/network/to-outcome'
import { sayOutcome } from '@/words/outcome-text'
import { useWords } from '@/words/use-words'
import { Empty } from './empty-state'
import { Bones } from './skeleton'

/** In place of what is not here: on its way, or why it is not and what one can do. */
export function Asking({ loaded, onAgain }: { loaded: Settled | undefined; onAgain: () => void }) {
  const words = useWords()
  if (!loaded || loaded.state === 'done') return <Bones count={3} label={words.t('loading')} />
  return <Empty text={sayOutcome(words, loaded)} action={words.t('offline.again')} onTap={onAgain} />
}
