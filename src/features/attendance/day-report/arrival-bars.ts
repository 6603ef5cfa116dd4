import type { Quarter } from '@core/attendance/day-report'

/** Share of a quarter's width; the rest is the gap. */
const BAR_WIDTH = 0.8

/** SVG mask as a CSS variable, 100 high and one unit wide per quarter; the element stretches it. */
function maskStyle(width: number, path: string): string {
  const svg = `%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ${width} 100' preserveAspectRatio='none'%3E%3Cpath d='${path}'/%3E%3C/svg%3E`
  return `--bars: url("data:image/svg+xml,${svg}")`
}

/**
 * Bar chart of a day as two masks: booked arrivals, and walk-ins stacked on top. One node per bar would exceed the
 * page's node budget.
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
