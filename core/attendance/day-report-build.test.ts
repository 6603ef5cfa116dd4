import { atClock, type Clock, HOUR, moment } from '../base/time'
import { buildDayReport, type DayFacts, reportDay, type SeatFacts, type SessionFacts } from './day-report-build'

const DAY = '2026-11-23'
const at = (clock: Clock) => atClock(DAY, clock)
const session = (more: Partial<SessionFacts> = {}): SessionFacts => ({
  id: 'hp001.talk-2611231400',
  title: '讲座',
  startsAt: at('14:00'),
  endsAt: at('15:00'),
  calledOff: false,
  countsMinutes: false,
  lateMinutes: null,
  ...more,
})
const seat = (came: SeatFacts['came'] = null, more: Partial<SeatFacts> = {}): SeatFacts => ({
  session: session().id,
  name: '林晓梅',
  code: '12340042',
  booker: null,
  came,
  ...more,
})
const came = (clock: Clock, more: Partial<NonNullable<SeatFacts['came']>> = {}) => ({
  at: at(clock),
  means: 'scan' as const,
  by: '梁慧',
  again: 0,
  leftAt: null,
  ...more,
})
const facts = (more: Partial<DayFacts> = {}): DayFacts => ({
  station: { id: 'hp001', name: '综合体' },
  day: DAY,
  sessions: [session()],
  seats: [],
  walkIns: [],
  flagged: [],
  ...more,
})
const sheetOf = (more: Partial<DayFacts>, now: Clock = '20:00') => buildDayReport(facts(more), at(now))
const personOf = (one: SeatFacts, of: Partial<SessionFacts> = {}, now: Clock = '20:00') =>
  sheetOf({ sessions: [session(of)], seats: [one] }, now).sessions[0]?.people[0]

test('an arrival has the whole name, the last digits of the code, and who scanned it, masked', () => {
  expect(personOf(seat(came('13:55')))).toEqual({
    name: '林晓梅',
    tail: '0042',
    came: { at: moment(at('13:55')), means: 'scan', by: '梁*', again: 0 },
  })
})
test('a person booked by somebody else is shown with the booker, masked', () => {
  expect(personOf(seat(null, { name: '小宝', booker: '林晓梅' }))).toMatchObject({ name: '小宝', booker: '林*梅' })
})
test('a person who has not come is absent once the session is over, not before', () => {
  expect(personOf(seat(), {}, '14:59')).not.toHaveProperty('absent')
  expect(personOf(seat(), {}, '15:00')).toHaveProperty('absent', true)
})
test.each([
  ['14:15', null, undefined],
  ['14:16', null, true],
  ['14:16', 30, undefined],
  ['14:01', 0, true],
])('an arrival at %s, with a grace period of %s minutes, is late: %s', (clock, lateMinutes, late) => {
  expect(personOf(seat(came(clock)), { lateMinutes })?.came?.late).toBe(late)
})
test.each(['screen', 'wall'] as const)('a self check-in by %s has no scanner', (means) => {
  expect(personOf(seat(came('13:55', { means, by: '林晓梅' })))?.came).not.toHaveProperty('by')
})
test('an erased scanner has no name', () => {
  expect(personOf(seat(came('13:55', { by: null })))?.came).not.toHaveProperty('by')
})

describe('minutes', () => {
  const hours = { countsMinutes: true }
  test('are shown only where minutes count', () => {
    const left = came('13:50', { leftAt: at('14:40') })
    expect(personOf(seat(left), hours)?.came).toMatchObject({ minutes: 40, leftAt: moment(at('14:40')) })
    expect(personOf(seat(left))?.came).not.toHaveProperty('minutes')
  })
  test('without a departure are counted to the end, and marked', () => {
    expect(personOf(seat(came('14:10')), hours)?.came).toMatchObject({ minutes: 50, forgotten: true })
  })
  test('without a departure are unknown while the session is on', () => {
    expect(personOf(seat(came('14:10')), hours, '14:50')?.came).not.toHaveProperty('minutes')
  })
})

test('the sums count people, including walk-ins beyond the capacity', () => {
  const walkIn = { session: session().id, by: '梁慧', seats: 2, full: false }
  const { sums, sessions } = sheetOf({
    seats: [seat(came('13:55')), seat(came('14:30')), seat()],
    walkIns: [
      { ...walkIn, at: at('14:05') },
      { ...walkIn, at: at('14:06'), seats: 3, full: true },
    ],
  })
  expect(sums).toEqual({ booked: 3, came: 2, late: 1, absent: 1, walkedIn: 5, flagged: 0 })
  expect(sessions[0]?.walkIns).toEqual([
    { at: moment(at('14:05')), seats: 2, by: '梁*' },
    { at: moment(at('14:06')), seats: 3, by: '梁*', full: true },
  ])
})

describe('the histogram of arrivals', () => {
  const quarters = (more: Partial<DayFacts>) =>
    sheetOf(more).arrivals.map(({ at: when, came: booked, walkedIn }) => [when, booked, walkedIn])
  test('has every quarter of an hour from the first arrival to the last', () => {
    const walkIns = [{ session: session().id, at: at('14:29'), seats: 4, by: null, full: false }]
    expect(quarters({ seats: [seat(came('13:45')), seat(came('13:59')), seat()], walkIns })).toEqual([
      [moment(at('13:45')), 2, 0],
      [moment(at('14:00')), 0, 0],
      [moment(at('14:15')), 0, 4],
    ])
  })
  test('is empty where nobody came', () => expect(quarters({ seats: [seat()] })).toEqual([]))
  test('contains only that day', () => {
    expect(
      quarters({ seats: [seat(came('13:45')), seat({ ...came('13:45'), at: at('13:45') - 86_400_000 })] }),
    ).toHaveLength(1)
  })
  test('has the whole of a session over midnight', () => {
    const night = session({ startsAt: at('22:00'), endsAt: at('24:00') + 2 * HOUR })
    const walkIns = [{ session: night.id, at: at('24:00') + HOUR, seats: 2, by: null, full: false }]
    const { arrivals, sums } = sheetOf({
      sessions: [night],
      seats: [seat(came('21:50')), seat(came('24:00'))],
      walkIns,
    })
    expect(arrivals.reduce((sum, one) => sum + one.came, 0)).toBe(sums.came)
    expect(arrivals.reduce((sum, one) => sum + one.walkedIn, 0)).toBe(sums.walkedIn)
    expect(arrivals).toHaveLength(14)
  })
  test('counts each arrival once', () => {
    const clocks = ['09:00', '09:14', '09:15', '11:00', '21:59']
    const { arrivals, sums } = sheetOf({ seats: clocks.map((clock) => seat(came(clock))) })
    expect(arrivals.reduce((sum, one) => sum + one.came, 0)).toBe(sums.came)
    expect(arrivals).toHaveLength(52)
  })
})

test.each([
  ['within one day', at('14:00'), at('14:00'), at('15:00'), DAY],
  ['the day before the session', at('14:00') - 24 * HOUR, at('14:00'), at('15:00'), '2026-11-22'],
  ['before midnight of a session over it', at('23:59'), at('22:00'), at('24:00') + HOUR, DAY],
  ['after midnight of a session over it', at('24:00'), at('22:00'), at('24:00') + HOUR, DAY],
  ['after midnight of a session that ends at it', at('24:00'), at('22:00'), at('24:00'), '2026-11-24'],
])(
  'an arrival %s is in the report of its day, or of the first of the session',
  (_what, when, startsAt, endsAt, day) => {
    expect(reportDay(when, { startsAt, endsAt })).toBe(day)
  },
)
