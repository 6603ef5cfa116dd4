interface Timer {
  id: number
  due: number
  /** Repeats after this many ms; undefined for a timeout. */
  every: number | undefined
  run: () => void
}

/**
 * Clock and timers of the phone. Timers never wait: settling the phone moves the clock to the next timer, so a test
 * takes no longer for a 300 ms debounce. With a `start`, the clock stands still between timers;
 * without one it follows the real time, ahead by what was skipped.
 */
export class Clock {
  private timers = new Map<number, Timer>()
  private skipped = 0
  private lastId = 0

  constructor(private readonly start: number | undefined) {}

  now(): number {
    return (this.start ?? Date.now()) + this.skipped
  }

  after(ms: number, run: () => void): number {
    return this.add(ms, undefined, run)
  }

  every(ms: number, run: () => void): number {
    return this.add(ms, Math.max(ms, 4), run)
  }

  clear(id: number): void {
    this.timers.delete(id)
  }

  clearAll(): void {
    this.timers.clear()
  }

  /**
   * Runs the earliest timer due until `horizon`, moving the clock there. Returns whether it ran one.
   * `waitForIntervals: false`: an interval alone does not move the clock.
   */
  runNext(horizon: number, waitForIntervals: boolean): boolean {
    const [next] = [...this.timers.values()]
      .filter(({ due, every }) => due <= (every !== undefined && !waitForIntervals ? this.now() : horizon))
      .sort((a, b) => a.due - b.due || a.id - b.id)
    if (!next) return false
    this.moveTo(next.due)
    if (next.every === undefined) this.timers.delete(next.id)
    else next.due = this.now() + next.every
    next.run()
    return true
  }

  moveTo(time: number): void {
    this.skipped += Math.max(0, time - this.now())
  }

  private add(ms: number, every: number | undefined, run: () => void): number {
    this.lastId += 1
    this.timers.set(this.lastId, { id: this.lastId, due: this.now() + Math.max(0, ms || 0), every, run })
    return this.lastId
  }
}
