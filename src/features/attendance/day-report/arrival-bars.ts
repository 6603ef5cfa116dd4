import type { Quarter } from '@core/attendance/day-report'

/** Of a quarter's width; the rest parts it from the next. */
const BAR_WIDTH = 0.8

/** A shape to lay over a colour, as wide as there are quarters and 100 high; stretched to its place. */
function maskStyle(width: number, path: string): string {
  const svg = `%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ${width} 100' preserveAspectRatio='none'%3E%3Cpath d='${path}'/%3E%3C/svg%3E`
  return `--bars: url("data:image/svg+xml,${svg}")`
}

/**
 * The bars of a day as two shapes: who had booked, and on top of those who had not. A node for each bar would be more than
 * a page may hold.
 */
export function arrivalBars(arrivals: readonly Quarter[], most: number): { came: string; walkedIn: string } {
  const short = (figure: number): number => Math.round(figure * 10) / 10
  const share = (count: number): number => (100 * count) / most
  const bar = (nth: number, below: number, count: number): string =>
    count
      ? `M${short(nth + (1 - BAR_WIDTH) / 2)},${short(100 - share(below))}v-${short(share(count))}h${BAR_WIDTH}v${short(share(count))}`
      : ''
  const came = arrivals.map((one, nth) => bar(nth, 0, one.came)).join('')
  const walkedIn = arrivals.map((one, nth) => bar(nth, one.came, one.walkedIn)).join('')
  return { came: maskStyle(arrivals.length, came), walkedIn: maskStyle(arrivals.length, walkedIn) }
}
