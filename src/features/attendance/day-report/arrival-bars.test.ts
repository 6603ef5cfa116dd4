import { arrivalBars } from './arrival-bars'

const quarter = (came: number, walkedIn: number) => ({ at: '2026-11-23T06:00:00.000Z', came, walkedIn })
const pathOf = (style: string) => /<path d='([^']*)'/.exec(decodeURIComponent(style))?.[1]

test('each bar is scaled to the busiest quarter, with walk-ins stacked on top', () => {
  const { came, walkedIn } = arrivalBars([quarter(4, 0), quarter(0, 0), quarter(3, 1), quarter(0, 2)], 4)
  expect(pathOf(came)).toBe('M0.1,100v-100h0.8v100M2.1,100v-75h0.8v75')
  expect(pathOf(walkedIn)).toBe('M2.1,25v-25h0.8v25M3.1,100v-50h0.8v50')
  expect(decodeURIComponent(came)).toContain("viewBox='0 0 4 100'")
})

test('the style of a whole day is small and contains no character that would end it early', () => {
  const { came, walkedIn } = arrivalBars(Array(96).fill(quarter(7, 3)), 11)
  expect(came.length + walkedIn.length).toBeLessThan(6_000)
  expect(came.slice(came.indexOf('url(') + 5, -2)).not.toMatch(/[<>#"();\\]/)
})
