import { mergeScans } from '@core/attendance/attendance'
import type { DoorPack, RosterRow } from '@core/attendance/door-pack'
import { instant, moment, startOfDay } from '@core/base/time'
import type { ScanAnswer } from '@core/contract/endpoints/attendance/scan'
import { countArrived, currentRoster } from './current-roster'
import { eventsOf, isRecordedScan, type RecordedScan, scanOutcomeOf } from './recorded-scan'

const AT = instant('2026-11-23T06:00:00.000Z')
const [SESSION, BOOKING] = ['hp001.talk-2611231400', 'hp001.0123456789abcdefghjkmn']
const DAY_BEGAN = startOfDay('2026-11-23')
const came = (device: number, seq: number, again = 0, at = AT, left?: number): RosterRow[6] => [
  at - DAY_BEGAN,
  device,
  seq,
  0,
  again,
  left === undefined ? null : left - DAY_BEGAN,
]
const pack = (came: RosterRow[6] = null): DoorPack => ({
  station: 'hp001',
  stationName: '综合体',
  day: '2026-11-23',
  at: moment(AT - 3_600_000),
  keys: [],
  sessions: [
    { id: SESSION, title: '讲座', startsAt: moment(AT), endsAt: moment(AT + 3_600_000), left: 7, walkedIn: 1 },
    {
      id: 'hp001.other-2611231400',
      title: '另一场',
      startsAt: moment(AT),
      endsAt: moment(AT + 1),
      left: 1,
      walkedIn: 0,
    },
  ],
  roster: [
    ['zzzzzzzzzzzzzzzzzzzzzz', 1, 1, 1, '87654321', ['陈*安'], null],
    ['0123456789abcdefghjkmn', 0, 2, 1, '12345678', ['林*梅', '小*'], came],
  ],
  devices: ['mine', 'theirs'],
  ended: [],
})
const recorded = (more: Partial<RecordedScan> = {}, scan: Partial<RecordedScan['scan']> = {}): RecordedScan => ({
  scan: { kind: 'in', pass: BOOKING, at: moment(AT), device: 'mine', seq: 1, ...scan },
  at: AT,
  by: 'manager',
  means: 'scan',
  booking: BOOKING,
  name: '林*梅',
  seats: 2,
  title: '讲座',
  sent: false,
  ...more,
})
const answered = (answer: Partial<ScanAnswer> = {}): Partial<RecordedScan> => ({
  sent: true,
  answer: { device: 'mine', seq: 1, verdict: 'in', message: '', ...answer },
})

describe('outcome of a recorded scan', () => {
  test.each([
    ['not sent', recorded(), pack(), { is: 'unsent' }],
    ['sent, roster not reloaded yet', recorded(answered()), undefined, { is: 'counted' }],
    ['the scan that counts', recorded(answered()), pack(came(0, 1)), { is: 'counted' }],
    ['followed by another phone’s', recorded(answered()), pack(came(0, 1, 1)), { is: 'repeated' }],
    ['preceded by another phone’s', recorded(answered()), pack(came(1, 4, 1, AT - 9)), { is: 'again', at: AT - 9 }],
    [
      'already in by the answer, roster not reloaded yet',
      recorded(answered({ verdict: 'already', at: moment(AT - 9) })),
      undefined,
      { is: 'again', at: AT - 9 },
    ],
    ['undone', recorded(answered({ verdict: 'undone' })), pack(), { is: 'undone' }],
    [
      'flagged',
      recorded(answered({ flag: 'cancelled' })),
      pack(),
      { is: 'flagged', why: 'cancelled', title: '', startsAt: undefined },
    ],
    [
      'refused',
      recorded(answered({ verdict: 'refused', refusal: 'forged' })),
      pack(),
      { is: 'refused', why: 'forged', title: '', startsAt: undefined },
    ],
  ] as const)('%s', (_what, one, known, outcome) => {
    expect(scanOutcomeOf(one, known as DoorPack | undefined, [one])).toEqual(outcome)
  })

  const rescan = recorded(answered({ seq: 2, verdict: 'already' }), { seq: 2 })
  test('rescanned by this phone names no other phone', () => {
    const all = [recorded(answered()), rescan]
    expect(scanOutcomeOf(all[0] as RecordedScan, pack(came(0, 1, 1)), all)).toEqual({ is: 'rescanned' })
  })
  test('rescanned by this phone and by another names the other', () => {
    const all = [recorded(answered()), rescan]
    expect(scanOutcomeOf(all[0] as RecordedScan, pack(came(0, 1, 2)), all)).toEqual({ is: 'repeated' })
  })
  test.each([
    ['not sent', {}],
    ['refused', answered({ seq: 2, verdict: 'refused', refusal: 'forged' })],
    ['flagged', answered({ seq: 2, flag: 'stale' })],
  ] as const)('a rescan that is %s is not the repetition that the cloud counted', (_what, state) => {
    const all = [recorded(answered()), recorded(state, { seq: 2 })]
    expect(scanOutcomeOf(all[0] as RecordedScan, pack(came(0, 1, 1)), all)).toEqual({ is: 'repeated' })
  })

  const undo = (more: Partial<RecordedScan> = {}, scan: Partial<RecordedScan['scan']> = {}) =>
    recorded(more, { kind: 'undo', of: 1, seq: 9, ...scan })
  test.each([
    ['not sent, its undo neither', recorded(), undo()],
    ['sent, its undo not yet', recorded(answered()), undo()],
    ['sent, and its undo too', recorded(answered()), undo(answered({ seq: 9, verdict: 'undone' }))],
    ['a walk-in', recorded(answered({ verdict: 'walked-in' }), { kind: 'walk-in', pass: '' }), undo({}, { pass: '' })],
    ['flagged', recorded(answered({ flag: 'cancelled' })), undo()],
  ])('undone: %s', (_what, one, taken) => {
    expect(scanOutcomeOf(one, pack(came(0, 1)), [one, taken])).toEqual({ is: 'undone' })
  })
  test.each([
    ['of another scan', undo({}, { of: 2 })],
    ['of another device', undo({}, { device: 'before' })],
    ['refused by the cloud', undo(answered({ seq: 9, verdict: 'refused', refusal: 'scan-number-used' }))],
  ])('not undone by an undo %s', (_what, taken) => {
    const one = recorded(answered())
    expect(scanOutcomeOf(one, pack(came(0, 1)), [one, taken])).toEqual({ is: 'counted' })
  })
  test('an undone rescan is no repetition by this phone', () => {
    const all = [recorded(answered()), rescan, undo(answered({ seq: 9, verdict: 'undone' }), { of: 2 })]
    expect(scanOutcomeOf(all[0] as RecordedScan, pack(came(0, 1, 1)), all)).toEqual({ is: 'repeated' })
  })
})

test('scans the cloud refused do not count as events of a booking', () => {
  const all = [
    recorded(),
    recorded(answered({ verdict: 'refused', refusal: 'forged' }), { seq: 2 }),
    recorded({ booking: 'other' }, { seq: 3 }),
  ]
  expect(mergeScans(eventsOf(all, BOOKING))).toMatchObject({ in: { seq: 1 }, again: 0 })
})

describe('the roster without a network', () => {
  test('comes from the pack: this session only, one row per person', () => {
    const now = currentRoster(SESSION, undefined, pack(came(1, 4, 0, AT, AT + 60_000)), [])
    expect(now?.lines.map(({ name }) => name)).toEqual(['林*梅', '小*'])
    expect(now?.lines[0]?.came).toEqual({ at: moment(AT), means: 'scan', again: 0, leftAt: moment(AT + 60_000) })
    expect(now).toMatchObject({ walkedIn: 1, packedAt: pack().at })
  })
  test('includes the unsent scans of this phone', () => {
    const walkIn = (seq: number, scan: object) =>
      recorded({ seats: 3 }, { kind: 'walk-in', pass: '', session: SESSION, seats: 3, seq, ...scan })
    const undone = [walkIn(5, {}), recorded({}, { kind: 'undo', pass: '', of: 5, session: SESSION, seq: 6 })]
    const now = currentRoster(SESSION, undefined, pack(), [recorded(), walkIn(4, {}), ...undone])
    expect(now && countArrived(now.lines)).toEqual({ booked: 2, came: 2 })
    expect(now?.lines.every(({ unsent }) => unsent)).toBe(true)
    expect(now?.walkedIn).toBe(4)
  })
  test('leaves out an arrival and a walk-in that this phone has undone, before the undo is sent', () => {
    const arrived = recorded(answered({ at: moment(AT) }))
    const walked = recorded(answered({ verdict: 'walked-in' }), {
      kind: 'walk-in',
      pass: '',
      session: SESSION,
      seats: 1,
      seq: 4,
    })
    const undone = [
      recorded({}, { kind: 'undo', of: 1, seq: 5 }),
      recorded({}, { kind: 'undo', of: 4, pass: '', session: SESSION, seq: 6 }),
    ]
    const all = [arrived, { ...walked, seats: 1 }, ...undone]
    const now = currentRoster(SESSION, undefined, pack(came(0, 1)), all)
    expect(now?.lines.map(({ came: at }) => at)).toEqual([null, null])
    expect(now?.walkedIn).toBe(0)
    // Another phone's arrival stays.
    const other = currentRoster(SESSION, undefined, pack(came(1, 4, 0, AT - 9)), all)
    expect(other && countArrived(other.lines).came).toBe(2)
    // So does one that was repeated: the repetition still counts.
    const again = currentRoster(SESSION, undefined, pack(came(0, 1, 1)), all)
    expect(again && countArrived(again.lines).came).toBe(2)
  })
  describe('with a self check-in that this phone takes back', () => {
    const self: RosterRow[6] = [AT - DAY_BEGAN, 1, 4, 5, 0, null]
    const back = (more: Partial<RecordedScan> = {}) => recorded(more, { kind: 'take-back', seq: 9 })
    const cameOf = (came: RosterRow[6], all: RecordedScan[]) =>
      currentRoster(SESSION, undefined, pack(came), all)?.lines.map((line) => line.came?.means ?? null)
    test.each([
      ['not sent', {}],
      ['sent, roster not reloaded yet', answered({ seq: 9, verdict: 'undone' })],
    ] as const)('nobody of the booking has arrived: %s', (_what, state) => {
      expect(cameOf(self, [])).toEqual(['wall', 'wall'])
      expect(cameOf(self, [back(state)])).toEqual([null, null])
    })
    test('they have, if the cloud refuses it, or another phone let them in', () => {
      const refused = answered({ seq: 9, verdict: 'refused', refusal: 'not-self' })
      expect(cameOf(self, [back(refused)])).toEqual(['wall', 'wall'])
      expect(cameOf(came(1, 4), [back()])).toEqual(['scan', 'scan'])
    })
    test('they have, if this phone scans them afterwards', () => {
      expect(cameOf(self, [back(), recorded({ at: AT + 60_000 }, { seq: 10 })])).toEqual(['scan', 'scan'])
    })
    test('is listed as undone, or as refused', () => {
      const one = back(answered({ seq: 9, verdict: 'undone' }))
      expect(scanOutcomeOf(one, pack(), [one])).toEqual({ is: 'undone' })
      expect(scanOutcomeOf(back(), pack(), [back()])).toEqual({ is: 'unsent' })
    })
  })
  test('is undefined for an unknown session', () => {
    expect(currentRoster('hp001.talk-2611241400', undefined, pack(), [])).toBeUndefined()
    expect(currentRoster(SESSION, undefined, undefined, [])).toBeUndefined()
  })
})

test('a stored item is a scan only with what it takes to show and send it', () => {
  expect([recorded(), recorded(answered())].every(isRecordedScan)).toBe(true)
  const { at: _at, ...undated } = recorded()
  for (const item of [null, 1, 'x', {}, undated, { ...recorded(), scan: null }, { ...recorded(), sent: 'no' }])
    expect(isRecordedScan(item)).toBe(false)
})
