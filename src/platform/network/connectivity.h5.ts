/** Calls the listener when the phone is online again; returns the unsubscribe function. */
export function onOnline(listener: () => void): () => void {
  window.addEventListener('online', listener)
  return () => window.removeEventListener('online', listener)
}
