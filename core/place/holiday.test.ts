import { withHolidays } from './holiday'

const LAW = { rest: ['2026-10-01', '2026-10-02'], work: ['2026-10-10'] }
const SUNDAY = '2026-10-04'

test('a day that the district has entered counts more than the law and the library', () => {
  const entered = (day: string, kind: 'rest' | 'work') => withHolidays(LAW, [{ day, kind, name: '调休' }])
  expect(withHolidays(LAW, [])).toEqual(LAW)
  expect(entered('2026-10-05', 'rest')).toEqual({ ...LAW, rest: ['2026-10-01', '2026-10-02', '2026-10-05'] })
  expect(entered(SUNDAY, 'work')).toEqual({ ...LAW, work: [SUNDAY, '2026-10-10'] })
  // A worked weekday has its own hours.
  expect(entered('2026-10-02', 'work')).toEqual({ ...LAW, rest: ['2026-10-01'] })
  expect(entered('2026-10-10', 'rest')).toEqual({ rest: ['2026-10-01', '2026-10-02', '2026-10-10'], work: [] })
})
