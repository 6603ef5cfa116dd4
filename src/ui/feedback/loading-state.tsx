import type { CallOutcome } from '@/platform/network/to-outcome'
import { sayOutcome } from '@/words/outcome-text'
import { useWords } from '@/words/use-words'
import { EmptyState } from './empty-state'
import { Skeleton } from './skeleton'

/** Skeleton while loading; after a failure the reason, with a retry button. */
export function LoadingState({ loaded, onAgain }: { loaded: CallOutcome | undefined; onAgain: () => void }) {
  const words = useWords()
  if (!loaded || loaded.state === 'done') return <Skeleton count={3} label={words.t('loading')} />
  const text = loaded.state === 'no-signal' ? words.t('entry.offline') : sayOutcome(words, loaded)
  return <EmptyState text={text} action={words.t('offline.again')} onTap={onAgain} />
}
