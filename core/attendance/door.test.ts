import { HOUR, instant, MINUTE, moment, startOfDay } from '../base/time'
import { isUnknownHere, judgeAtDoor, refusalAtDoor } from './door'
import { type DoorPack, doorKeyOf, isPackUsable, listArrivals } from './door-pack'

const AT = instant('2026-11-23T06:10:00.000Z')
const START = instant('2026-11-23T06:00:00.000Z')
const refusingCrypto = { verify: () => false, mac: () => new Uint8Array(32) }
const here = {
  booking: 'hp001.0123456789abcdefghjkmn',
  session: 'hp001.talk-2611231400',
  title: '讲座',
  startsAt: START,
  endsAt: START + 60 * MINUTE,
  status: 'booked' as const,
  generation: 257,
  seats: 1,
  name: '林*梅',
}
const payload = { key: 1, card: false, booking: here.booking, startsAt: START, minutes: 60, seats: 1, generation: 1 }

describe('at the check-in desk', () => {
  test.each([
    ['a booking is accepted', {}, {}, undefined],
    ['a booking is accepted after 256 generations', {}, { payload }, undefined],
    ['a cancelled booking is refused', { status: 'cancelled' as const }, {}, 'cancelled'],
    ['a waiting booking is refused', { status: 'waiting' as const }, {}, 'no-place'],
    ['an older pass is refused', {}, { payload: { ...payload, generation: 0 } }, 'replaced'],
    ['another day is refused', {}, { at: AT + 24 * 60 * MINUTE }, 'other-day'],
    ['another session is refused', {}, { session: 'hp001.other-2611231400' }, 'other-session'],
    [
      'a session of two days is accepted on the second',
      { endsAt: START + 20 * 60 * MINUTE },
      { at: AT + 12 * 60 * MINUTE },
      undefined,
    ],
  ])('%s', (_what, change, scan, refusal) => {
    expect(refusalAtDoor({ ...here, ...change }, { at: AT, ...scan })?.refusal).toBe(refusal)
  })
})

const pack: DoorPack = {
  station: 'hp001',
  stationName: '综合体',
  day: '2026-11-23',
  at: moment(START),
  keys: [],
  sessions: [
    {
      id: 'hp001.talk-2611231400',
      title: '讲座',
      startsAt: moment(START),
      endsAt: moment(START + 60 * MINUTE),
      left: 1,
      walkedIn: 0,
    },
    {
      id: 'hp001.other-2611231400',
      title: '另一场',
      startsAt: moment(START),
      endsAt: moment(START + 60 * MINUTE),
      left: 1,
      walkedIn: 0,
    },
  ],
  // Door codes are unique within a session; two sessions may have the same.
  roster: [
    ['zzzzzzzzzzzzzzzzzzzzzz', 1, 1, 1, '12345678', ['陈*安'], null],
    ['0123456789abcdefghjkmn', 0, 2, 1, '12345678', ['林*梅'], [START - startOfDay('2026-11-23'), 0, 1, 2, 0, null]],
  ],
  devices: ['theirs'],
  ended: [],
}
const scanned = { pass: '1234 5678', kind: 'in' as const, at: AT }
const noScans = () => []

test('a door code is looked up in the desk’s own session first', () => {
  expect(judgeAtDoor(pack, { ...scanned, session: 'hp001.talk-2611231400' }, noScans, refusingCrypto)).toMatchObject({
    verdict: 'already',
    at: START,
    here: { name: '林*梅' },
  })
  expect(judgeAtDoor(pack, { ...scanned, session: 'hp001.other-2611231400' }, noScans, refusingCrypto)).toMatchObject({
    verdict: 'in',
    means: 'code',
    here: { name: '陈*安' },
  })
})

test('a departure is recorded; this phone’s scans count like those of the pack', () => {
  expect(judgeAtDoor(pack, { ...scanned, kind: 'out' }, noScans, refusingCrypto).verdict).toBe('left')
  const seen = [{ kind: 'in' as const, at: AT - MINUTE, device: 'mine', seq: 1, means: 'code' as const, by: 'x' }]
  expect(
    judgeAtDoor(pack, { ...scanned, session: 'hp001.other-2611231400' }, () => seen, refusingCrypto),
  ).toMatchObject({
    verdict: 'already',
    at: AT - MINUTE,
  })
})

describe('a session over midnight', () => {
  const MIDNIGHT = startOfDay('2026-11-24')
  const night = { startsAt: moment(MIDNIGHT - 2 * HOUR), endsAt: moment(MIDNIGHT + 2 * HOUR) }
  const sessions = pack.sessions.map((one) => ({ ...one, ...night }))
  test.each([
    ['the whole of its day', MIDNIGHT - 1, true],
    ['from midnight on', MIDNIGHT, true],
    ['until the session is over', MIDNIGHT + 2 * HOUR - 1, true],
    ['not afterwards', MIDNIGHT + 2 * HOUR, false],
    ['not on the day before', startOfDay('2026-11-23') - 1, false],
  ])('leaves the pack usable %s', (_what, at, usable) => {
    expect(isPackUsable({ ...pack, sessions }, at)).toBe(usable)
  })
  test('is the only reason for which a pack outlives its day', () => {
    expect(isPackUsable(pack, MIDNIGHT - 1)).toBe(true)
    expect(isPackUsable(pack, MIDNIGHT)).toBe(false)
  })
  test('has keys of the day on which it began, beside those of the pack’s day', () => {
    const keys = [
      { id: 1, open: '01', day: '24' },
      { id: 1, open: '01', day: '23', of: '2026-11-23' },
      { id: 2, open: '02', day: '25' },
    ]
    const today = { day: '2026-11-24', keys }
    const dayKey = (key: number, startsAt: number) => doorKeyOf(today, { key, startsAt })?.day
    expect(dayKey(1, MIDNIGHT - 2 * HOUR)).toEqual(Uint8Array.of(0x23))
    expect(dayKey(1, MIDNIGHT)).toEqual(Uint8Array.of(0x24))
    expect(dayKey(2, MIDNIGHT)).toEqual(Uint8Array.of(0x25))
    expect([dayKey(2, MIDNIGHT - 2 * HOUR), dayKey(1, MIDNIGHT + 24 * HOUR)]).toEqual([undefined, undefined])
  })
  test('has arrivals from before the day of the pack', () => {
    const roster: DoorPack['roster'] = [['0123456789abcdefghjkmn', 0, 1, 1, '12345678', [], [-HOUR, 0, 1, 0, 0, null]]]
    expect(listArrivals({ ...pack, day: '2026-11-24', roster })).toMatchObject([{ at: MIDNIGHT - HOUR }])
  })
  test('ends with a pack that knows nothing of the new day: what it calls forged, another may know', () => {
    const forged = { verdict: 'refused' as const, why: { refusal: 'forged' as const } }
    expect(isUnknownHere(pack, forged, MIDNIGHT)).toBe(true)
    expect(isUnknownHere(pack, forged, MIDNIGHT - 1)).toBe(false)
    expect(isUnknownHere(pack, { verdict: 'refused', why: { refusal: 'stale' } }, MIDNIGHT)).toBe(false)
    expect(isUnknownHere(pack, { verdict: 'refused', why: { refusal: 'unknown-pass' } }, MIDNIGHT - 1)).toBe(true)
  })
})

test('a self check-in that this phone has taken back lets the next scan in', () => {
  const roster: DoorPack['roster'] = [
    ['0123456789abcdefghjkmn', 0, 2, 1, '12345678', ['林*梅'], [START - startOfDay('2026-11-23'), 0, 1, 5, 0, null]],
  ]
  const verdict = (seen: Parameters<typeof judgeAtDoor>[2]) =>
    judgeAtDoor({ ...pack, roster }, { ...scanned, session: 'hp001.talk-2611231400' }, seen, refusingCrypto).verdict
  expect(verdict(noScans)).toBe('already')
  const back = { kind: 'take-back' as const, at: AT - MINUTE, device: 'mine', seq: 1, means: 'hand' as const, by: 'x' }
  expect(verdict(() => [back])).toBe('in')
})
