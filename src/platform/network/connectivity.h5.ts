/** Told when there is signal again; what it returns ends that. */
export function onSignal(listener: () => void): () => void {
  window.addEventListener('online', listener)
  return () => window.removeEventListener('online', listener)
}
