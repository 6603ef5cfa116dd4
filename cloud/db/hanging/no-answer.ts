/** The database did not answer in time. Its code is that of a network that lost a packet, so it counts as unreachable. */
export class NoAnswer extends Error {
  override name = 'NoAnswer'
  readonly code = 'ETIMEDOUT'
  constructor() {
    super('no answer from the database in time')
  }
}

/** The outcome of `work`, or NoAnswer after so many milliseconds; a value that comes later goes to `onLate`. */
export function within<T>(ms: number, work: Promise<T>, onLate: (value: T) => void = () => undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      reject(new NoAnswer())
    }, ms)
    work.then(
      (value) => {
        clearTimeout(timer)
        if (isLate) onLate(value)
        else resolve(value)
      },
      (fault) => {
        clearTimeout(timer)
        reject(fault)
      },
    )
  })
}
