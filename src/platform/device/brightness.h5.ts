/** Keeps the screen on while a code is shown; a browser cannot make it brighter. Returns the undo. */
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
