/** Pause after which a search term counts as typed: longer than between two keys, too short to be waited for. */
const TYPING_PAUSE_MS = 300

/** Debounce for a search: runs once no call has followed for a moment. Returns its cancellation. */
export function afterTyping(run: () => void): () => void {
  const timer = setTimeout(run, TYPING_PAUSE_MS)
  return () => clearTimeout(timer)
}
