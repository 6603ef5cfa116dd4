const GOOD = [60]
const BAD = [200, 80, 200]

/** What a hand feels of an answer, where the browser can. */
export const feel = (good: boolean): void => {
  navigator.vibrate?.(good ? GOOD : BAD)
}
