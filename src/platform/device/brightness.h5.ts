/** A browser cannot make the screen brighter; it can keep it from going dark while a code is shown. */
export function brighten(): () => void {
  let lock: { release(): Promise<void> } | undefined
  let over = false
  navigator.wakeLock
    ?.request('screen')
    .then((held) => {
      if (over) return held.release()
      lock = held
      return undefined
    })
    .catch(() => undefined)
  return () => {
    over = true
    lock?.release().catch(() => undefined)
  }
}
