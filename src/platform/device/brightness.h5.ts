/** A browser cannot make the screen brighter; it can keep it from going dark while a code is shown. */
export function brighten(): () => void {
  let lock: { release(): Promise<void> } | undefined
  let released = false
  navigator.wakeLock
    ?.request('screen')
    .then((held) => {
      if (released) return held.release()
      lock = held
      return undefined
    })
    .catch(() => undefined)
  return () => {
    released = true
    lock?.release().catch(() => undefined)
  }
}
