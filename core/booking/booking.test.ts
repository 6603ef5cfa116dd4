import type { Person } from '../account/person'
import { instant, MINUTE, moment } from '../base/time'
import type { Audience } from '../catalogue/offering'
import type { OfferingView, Session } from '../catalogue/session'
import {
  type Booking,
  cancelUntil,
  checkAudience,
  checkPause,
  groupBookings,
  mayBook,
  mayCancel,
  mayCome,
  mayMove,
  opensAt,
} from './booking'

/** Monday 23 November 2026, 14:00 to 15:00 in China. */
const START = '2026-11-23T06:00:00.000Z'
const session: Session = {
  id: 'hp001.talk-2611231400',
  station: 'hp001',
  offering: 'hp001-talk',
  kind: 'activity',
  title: '讲座',
  startsAt: START,
  endsAt: '2026-11-23T07:00:00.000Z',
  capacity: 10,
  left: 10,
  waiting: 0,
  status: 'open',
  version: 1,
}
const offering: OfferingView = {
  id: 'hp001-talk',
  station: 'hp001',
  kind: 'activity',
  title: '讲座',
  summary: '',
  audience: {},
  people: 2,
  openDays: 7,
  cancelMinutes: 120,
}
const person = (name: string, more: Partial<Person> = {}): Person => ({
  id: name,
  name,
  relation: 'self',
  standing: [],
  ...more,
})
const MEI = person('林晓梅', { born: '1990-05' })
const MORNING = instant('2026-11-23T02:00:00.000Z')

describe('booking', () => {
  const verdict = (
    more: { session?: Partial<Session>; offering?: Partial<OfferingView>; people?: Person[]; now?: number } = {},
  ) =>
    mayBook(
      { ...session, ...more.session },
      { ...offering, ...more.offering },
      more.people ?? [MEI],
      more.now ?? MORNING,
    )
  const refusalOf = (...about: Parameters<typeof verdict>) => {
    const result = verdict(...about)
    return result.ok ? undefined : result.why
  }

  test('is allowed', () => expect(verdict().ok).toBe(true))
  test('of what is called off', () => {
    expect(refusalOf({ session: { status: 'called-off' } })).toEqual({ refusal: 'called-off' })
  })
  test('ends as it starts, not a millisecond before', () => {
    expect(refusalOf({ now: instant(START) - 1 })).toBeUndefined()
    expect(refusalOf({ now: instant(START) })).toEqual({ refusal: 'started' })
    expect(refusalOf({ now: instant(session.endsAt) })).toEqual({ refusal: 'started' })
  })
  test('opens at the start of the day so many days ahead', () => {
    const opens = instant('2026-11-15T16:00:00.000Z')
    expect(opensAt(offering, START)).toBe(opens)
    expect(refusalOf({ now: opens })).toBeUndefined()
    expect(refusalOf({ now: opens - 1 })).toEqual({ refusal: 'not-open-yet', opensAt: moment(opens) })
  })
  test('seats as many as the offering says', () => {
    const three = ['甲', '乙', '丙'].map((name) => person(name))
    expect(refusalOf({ people: three.slice(1) })).toBeUndefined()
    expect(refusalOf({ people: three })).toEqual({ refusal: 'too-many', most: 2 })
  })
  test('asks the audience last', () => {
    const only = { audience: { only: 'member' as const } }
    expect(refusalOf({ offering: only })).toEqual({ refusal: 'only-members', names: '林晓梅' })
    expect(refusalOf({ offering: only, session: { status: 'called-off' } })).toEqual({ refusal: 'called-off' })
  })
  test('does not ask what is left: that is held by the database alone', () => {
    expect(refusalOf({ session: { left: 0 } })).toBeUndefined()
  })
})

describe('an audience', () => {
  const born = (name: string, month?: string) => person(name, month ? { born: month } : {})
  const refusalOf = (audience: Audience, ...people: Person[]) => {
    const result = checkAudience(audience, people, START)
    return result.ok ? undefined : result.why
  }
  test('that says nothing keeps nobody out', () => {
    expect(refusalOf({}, born('不说'))).toBeUndefined()
  })
  test('by age counts both ends, on the day of the session', () => {
    const ages = { fromAge: 3, toAge: 8 }
    expect(refusalOf(ages, born('三岁', '2023-11'), born('八岁', '2017-12'))).toBeUndefined()
    expect(refusalOf(ages, born('两岁', '2023-12'))).toEqual({ refusal: 'too-young', names: '两岁', fromAge: 3 })
    expect(refusalOf(ages, born('九岁', '2017-11'))).toEqual({ refusal: 'too-old', names: '九岁', toAge: 8 })
  })
  test('with one border only', () => {
    expect(refusalOf({ fromAge: 60 }, born('陈伯安', '1950-09'))).toBeUndefined()
    expect(refusalOf({ fromAge: 60 }, MEI)).toMatchObject({ refusal: 'too-young' })
    expect(refusalOf({ toAge: 8 }, MEI)).toMatchObject({ refusal: 'too-old' })
  })
  test('by age asks for the birth month first, of each who has not told it', () => {
    const why = refusalOf({ fromAge: 3 }, born('甲'), born('乙', '2025-01'), born('丙'))
    expect(why).toEqual({ refusal: 'age-unknown', names: '甲、丙' })
  })
  test.each([
    ['member', 'only-members'],
    ['veteran', 'only-veterans'],
    ['worker', 'only-workers'],
    ['enterprise', 'only-enterprises'],
  ] as const)('for each %s only', (only, refusal) => {
    expect(
      refusalOf({ only }, person('有', { standing: ['member', 'veteran', 'worker', 'enterprise'] })),
    ).toBeUndefined()
    expect(refusalOf({ only }, person('有', { standing: [only] }), person('甲'), person('乙'))).toEqual({
      refusal,
      names: '甲、乙',
    })
  })
  test('for households there is a child and a grown-up, and the ages are the child’s', () => {
    const child = born('小宝', '2020-03')
    const family: Audience = { household: true, fromAge: 3, toAge: 8 }
    const refusal = (people: Person[]) => {
      const result = checkAudience(family, people, START)
      return result.ok ? undefined : result.why
    }
    const little = { ...child, relation: 'child' as const }
    expect(refusal([MEI, little])).toBeUndefined()
    expect(refusal([MEI])).toEqual({ refusal: 'household-needed' })
    expect(refusal([little])).toEqual({ refusal: 'household-needed' })
    expect(refusal([MEI, { ...little, born: '2010-03' }])).toEqual({ refusal: 'too-old', names: '小宝', toAge: 8 })
  })
  test('for households asks of each alone only the age of a child', () => {
    const family: Audience = { household: true, toAge: 8 }
    const refusal = (one: Person) => {
      const result = mayCome(family, one, START)
      return result.ok ? undefined : result.why
    }
    expect(refusal(MEI)).toBeUndefined()
    expect(refusal(person('小宝', { relation: 'child', born: '2020-03' }))).toBeUndefined()
    expect(refusal(person('大宝', { relation: 'child', born: '2010-03' }))).toMatchObject({ refusal: 'too-old' })
    expect(mayCome({ only: 'member' }, MEI, START)).toMatchObject({ why: { refusal: 'only-members' } })
  })
  test('a child whose day lies past midnight of UTC is as old as in China', () => {
    // 1 December in China, 30 November in Greenwich.
    const first = '2026-11-30T16:30:00.000Z'
    expect(checkAudience({ fromAge: 3 }, [born('小宝', '2023-12')], first).ok).toBe(true)
  })
})

const booking: Booking = {
  id: 'hp001.0123456789abcdef',
  status: 'booked',
  session: session.id,
  title: '讲座',
  stationName: '综合体',
  phone: '020-82000001',
  startsAt: START,
  endsAt: session.endsAt,
  cancelUntil: '2026-11-23T04:00:00.000Z',
  people: [{ id: 'a', name: '林晓梅', came: false }],
  code: '12345678',
  bookedAt: '2026-11-20T00:00:00.000Z',
  version: 1,
}

test('who is paused books nothing but care', () => {
  const paused = { live: 3, most: 3, days: 30, pausedUntil: '2026-12-20T06:00:00.000Z' }
  expect(checkPause(offering, paused)).toEqual({ ok: false, why: { refusal: 'paused', until: paused.pausedUntil } })
  expect(checkPause({ kind: 'care' }, paused).ok).toBe(true)
  expect(checkPause(offering, { live: 2, most: 3, days: 30 }).ok).toBe(true)
})

describe('cancelling', () => {
  const last = instant(booking.cancelUntil)
  test('is allowed to the last instant that was told', () => {
    expect(cancelUntil(offering, START)).toBe(last)
    expect(cancelUntil({ cancelMinutes: 0 }, START)).toBe(instant(START))
    expect(mayCancel(booking, last).ok).toBe(true)
  })
  test('after it, one is told whom to ring', () => {
    expect(mayCancel(booking, last + 1)).toEqual({
      ok: false,
      why: { refusal: 'too-late-to-cancel', phone: '020-82000001' },
    })
  })
  test('twice', () => {
    expect(mayCancel({ ...booking, status: 'cancelled' }, last + MINUTE)).toEqual({
      ok: false,
      why: { refusal: 'cancelled' },
    })
  })
  test('when one of them came', () => {
    const people = [...booking.people, { id: 'b', name: '小宝', came: true }]
    expect(mayCancel({ ...booking, people }, last + MINUTE)).toEqual({ ok: false, why: { refusal: 'came-already' } })
  })
  test('after it, who means it may go until the start', () => {
    expect(mayCancel(booking, last + 1, true).ok).toBe(true)
    expect(mayCancel(booking, instant(START), true)).toEqual({ ok: false, why: { refusal: 'started' } })
  })
  test.each([
    ['who waits', { status: 'waiting' }],
    ['who has an offer', { status: 'offered' }],
    ['who was moved and not asked', { askedFrom: '2026-11-22T06:00:00.000Z' }],
  ] as const)('%s may go at any time', (_who, more) => {
    expect(mayCancel({ ...booking, ...more }, last + 1).ok).toBe(true)
  })
  test('and being seated are the moves there are', () => {
    const all = ['waiting', 'offered', 'booked', 'cancelled'] as const
    const moves = all.flatMap((from) => all.filter((to) => mayMove(from, to)).map((to) => `${from} → ${to}`))
    expect(moves).toEqual([
      'waiting → offered',
      'waiting → booked',
      'waiting → cancelled',
      'offered → waiting',
      'offered → booked',
      'offered → cancelled',
      'booked → waiting',
      'booked → cancelled',
    ])
  })
})

describe('mine stand in order', () => {
  const on = (id: string, day: string, more: Partial<Booking> = {}): Booking => ({
    ...booking,
    id,
    startsAt: `${day}T06:00:00.000Z`,
    endsAt: `${day}T07:00:00.000Z`,
    ...more,
  })
  const idsOf = (all: Booking[], now: string) =>
    Object.fromEntries(
      Object.entries(groupBookings(all, instant(now))).map(([name, some]) => [name, some.map(({ id }) => id)]),
    )

  test('what comes next first, then what is past, the newest first', () => {
    const all = [
      on('later', '2026-11-25'),
      on('gone', '2026-11-20'),
      on('b', '2026-11-23'),
      on('a', '2026-11-23'),
      on('cancelled', '2026-11-26', { status: 'cancelled' }),
      on('long gone', '2026-11-01'),
    ]
    // What is on now still comes; at its end it is past.
    expect(idsOf(all, '2026-11-23T06:59:59.999Z')).toMatchObject({
      next: ['a', 'b', 'later'],
      past: ['cancelled', 'gone', 'long gone'],
    })
    expect(idsOf(all, '2026-11-23T07:00:00.000Z')).toMatchObject({
      next: ['later'],
      past: ['cancelled', 'b', 'a', 'gone', 'long gone'],
    })
  })

  test('before all else what asks for an answer, the soonest deadline first; what waits stands apart', () => {
    const all = [
      on('moved', '2026-11-25', { askedFrom: START }),
      on('late offer', '2026-11-24', { status: 'offered', offerUntil: '2026-11-23T05:00:00.000Z' }),
      on('offer', '2026-11-24', { status: 'offered', offerUntil: '2026-11-23T04:00:00.000Z' }),
      on('waits', '2026-11-24', { status: 'waiting' }),
      on('booked', '2026-11-24'),
    ]
    const groups = { asked: ['offer', 'late offer', 'moved'], next: ['booked'], waiting: ['waits'], past: [] }
    expect(idsOf(all, '2026-11-23T03:59:59.999Z')).toEqual(groups)
    // An offer that is over asks for nothing, and neither does what has begun.
    expect(idsOf(all, '2026-11-23T04:00:00.000Z')).toMatchObject({ asked: ['late offer', 'moved'], past: ['offer'] })
    expect(idsOf(all, '2026-11-24T06:00:00.000Z')).toEqual({
      asked: ['moved'],
      next: ['booked'],
      waiting: [],
      past: ['waits', 'offer', 'late offer'],
    })
    expect(idsOf(all, '2026-11-25T06:30:00.000Z')).toMatchObject({ asked: [], next: ['moved'] })
  })
})
