import fc from 'fast-check'
import { DAY, HOUR } from '../base/time'
import {
  arrive,
  freeOf,
  type IsAvailable,
  leave,
  MAX_OVERTAKEN,
  offerUntil,
  promote,
  returnToWaitlist,
  seatsForNewcomers,
  takenOf,
  type Waitlist,
  type WaitlistGroup,
  waitingOf,
} from './waitlist'

type Act =
  | { act: 'arrive'; size: number; wait: boolean }
  | { act: 'leave' | 'unseat' | 'away'; at: number }
  | { act: 'resize'; capacity: number }

/** Small groups that come and go around a few large ones, so that overtaking happens in most runs. */
const size = fc.oneof(
  { weight: 4, arbitrary: fc.constant(1) },
  { weight: 2, arbitrary: fc.integer({ min: 2, max: 6 }) },
)
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({ act: fc.constant('arrive' as const), size, wait: fc.constantFrom(true, true, false) }),
    },
    { weight: 8, arbitrary: fc.record({ act: fc.constant('leave' as const), at: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ act: fc.constantFrom('unseat' as const, 'away' as const), at: fc.nat() }) },
    {
      weight: 1,
      arbitrary: fc.record({ act: fc.constant('resize' as const), capacity: fc.integer({ min: 1, max: 9 }) }),
    },
  ),
  { minLength: 40, maxLength: 120, size: 'max' },
)
const pick = (line: Waitlist, at: number): WaitlistGroup | undefined =>
  line.groups[at % Math.max(1, line.groups.length)]

type Seen = { line: Waitlist; canCome: IsAvailable; before: Waitlist; act: Act; holds: boolean }

/**
 * Runs one session's history. After each act groups are promoted, as in the cloud; `check` gets the state before and
 * after. From the act number `near` on, the start is so near that no seats are held.
 */
function runHistory(capacity: number, all: readonly Act[], near: number, check: (seen: Seen) => void) {
  let line: Waitlist = { capacity, lastPlace: 0, held: 0, groups: [] }
  const away = new Set<string>()
  const canCome: IsAvailable = (id) => !away.has(id)
  let holds = true
  const promoteAll = (next: Waitlist) => promote(next, 'booked', canCome, holds).line
  for (const [nth, act] of all.entries()) {
    if (nth === near) {
      holds = false
      line = promoteAll(line)
    }
    const before = line
    if (act.act === 'arrive')
      line = arrive(line, { id: `p${nth}`, size: act.size }, act.wait, false, canCome, holds).line
    else if (act.act === 'resize') {
      if (act.capacity >= takenOf(line)) line = promoteAll({ ...line, capacity: act.capacity })
    } else {
      const group = pick(line, act.at)
      if (!group) continue
      if (act.act === 'leave') line = promoteAll(leave(line, group.id))
      else if (act.act === 'unseat') line = promoteAll(returnToWaitlist(line, [group.id]))
      else if (group.status === 'waiting') {
        if (!away.delete(group.id)) away.add(group.id)
        line = promoteAll(line)
      }
    }
    check({ line, canCome, before, act, holds })
  }
}
const always = (check: Parameters<typeof runHistory>[3], without: readonly Act['act'][] = []) =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), acts, fc.nat({ max: 150 }), (capacity, all, near) =>
      runHistory(
        capacity,
        all.filter(({ act }) => !without.includes(act)),
        near,
        check,
      ),
    ),
    { numRuns: 100 },
  )

describe('after any sequence of acts', () => {
  test('never more people are seated than the capacity, and never more seats held than are free', () =>
    always(({ line }) => {
      const free = line.capacity - takenOf(line)
      expect([free >= 0, line.held >= 0, line.held <= free, seatsForNewcomers(line)]).toEqual([
        true,
        true,
        true,
        free - line.held,
      ])
    }))

  test('no group that could be seated is overtaken more than MAX_OVERTAKEN times', () =>
    always(({ line }) => {
      expect(line.groups.filter((group) => group.overtaken > MAX_OVERTAKEN)).toEqual([])
    }))

  test('promotion is idempotent', () =>
    always(({ line, canCome, holds }) => {
      const again = promote(line, 'booked', canCome, holds)
      expect(again.promoted).toEqual([])
      expect(again.line).toEqual(line)
    }))

  test('a group that fits and is available does not wait, unless seats are held for one before it', () =>
    always(({ line, canCome, holds }) => {
      const free = freeOf(line)
      const heldFor = waitingOf(line).find(
        (one) => one.overtaken >= MAX_OVERTAKEN && one.size > free && canCome(one.id),
      )
      for (const group of waitingOf(line).filter((one) => one.size <= free && canCome(one.id))) {
        expect([holds, line.held]).toEqual([true, free])
        expect(heldFor?.place).toBeLessThan(group.place)
      }
    }))

  test('seats are held only for an available group that was overtaken often enough and fits the capacity', () =>
    always(({ line, canCome, holds }) => {
      const areHeldFor = (one: WaitlistGroup) =>
        one.overtaken >= MAX_OVERTAKEN && one.size > freeOf(line) && one.size <= line.capacity && canCome(one.id)
      expect(line.held).toBe(holds && waitingOf(line).some(areHeldFor) ? freeOf(line) : 0)
    }))

  test('groups of equal size are seated first come, first served', () =>
    always(
      ({ line }) => {
        for (const waiting of waitingOf(line))
          for (const other of line.groups.filter((one) => one.size === waiting.size && one.status !== 'waiting'))
            expect(other.place).toBeLessThan(waiting.place)
      },
      // Both return a group to an earlier position after others were seated.
      ['unseat', 'away'],
    ))

  test('a position is never assigned twice, and a group is seated whole or not at all', () =>
    always(({ line, before, act }) => {
      const places = line.groups.map((group) => group.place)
      expect(new Set(places).size).toBe(places.length)
      const as = (id: string) => before.groups.find((one) => one.id === id)
      const joined = { place: before.lastPlace + 1, size: act.act === 'arrive' ? act.size : 0 }
      const changed = line.groups.filter((group) => {
        const { place, size } = as(group.id) ?? joined
        return group.place !== place || group.size !== size
      })
      expect(changed).toEqual([])
    }))
})

describe('by example', () => {
  const group = (id: string, size: number, place: number, more: Partial<WaitlistGroup> = {}): WaitlistGroup => ({
    id,
    size,
    place,
    overtaken: 0,
    status: 'waiting',
    ...more,
  })
  const waitlistOf = (capacity: number, ...groups: WaitlistGroup[]): Waitlist => ({
    capacity,
    lastPlace: groups.length,
    held: 0,
    groups,
  })
  const seated = (id: string, size: number, place: number) => group(id, size, place, { status: 'booked' })

  test('a group is not split: the next that fits is seated, and the larger one counts as overtaken', () => {
    const line = waitlistOf(3, seated('mei', 1, 1), group('family', 3, 2), group('chen', 1, 3), group('li', 1, 4))
    const { line: after, promoted } = promote(line, 'booked')
    expect(promoted).toEqual(['chen', 'li'])
    expect(after.groups[1]).toEqual(group('family', 3, 2, { overtaken: 2 }))
  })
  test('after being overtaken three times free seats are held: newcomers wait until the group fits', () => {
    let line = waitlistOf(5, seated('mei', 3, 1), group('family', 3, 2))
    const come = (id: string) => {
      line = arrive(line, { id, size: 1 }, false).line
    }
    come('a')
    come('b')
    line = leave(line, 'a')
    come('c')
    expect(line.groups.find((one) => one.id === 'family')?.overtaken).toBe(MAX_OVERTAKEN)
    line = promote(leave(line, 'b'), 'booked').line
    expect([freeOf(line), line.held, seatsForNewcomers(line)]).toEqual([1, 1, 0])
    expect(arrive(line, { id: 'd', size: 1 }, false).outcome).toBe('full')
    expect(arrive(line, { id: 'd', size: 1 }, true).outcome).toBe('waiting')
    expect(promote(leave(line, 'mei'), 'booked').promoted).toEqual(['family'])
  })
  test('no seats are held for a group booked elsewhere, and it keeps its position', () => {
    const line = waitlistOf(
      2,
      seated('mei', 1, 1),
      group('away', 2, 2, { overtaken: MAX_OVERTAKEN }),
      group('chen', 1, 3),
    )
    const { line: after, promoted } = promote(line, 'booked', (id) => id !== 'away')
    expect([promoted, after.held]).toEqual([['chen'], 0])
    expect(waitingOf(after)).toEqual([group('away', 2, 2, { overtaken: MAX_OVERTAKEN })])
    const left = { ...leave(after, 'chen'), last: 3 }
    const come = arrive(left, { id: 'li', size: 1 }, false, false, (id) => id !== 'away')
    expect([come.outcome, come.line.held, waitingOf(come.line)[0]?.overtaken]).toEqual(['booked', 0, MAX_OVERTAKEN])
  })
  test('a group larger than the capacity is refused and never waits', () => {
    expect(arrive(waitlistOf(2), { id: 'family', size: 3 }, true)).toEqual({ line: waitlistOf(2), outcome: 'too-many' })
  })
  test('until a draw everyone waits, whether they requested it or not', () => {
    const { line, outcome } = arrive(waitlistOf(9), { id: 'mei', size: 1 }, false, true)
    expect([outcome, takenOf(line)]).toEqual(['waiting', 0])
  })
  test('an unseated group returns to its position', () => {
    const line = returnToWaitlist(waitlistOf(2, seated('mei', 1, 1), seated('chen', 1, 2), group('li', 1, 3)), ['mei'])
    expect(waitingOf(line).map(({ id }) => id)).toEqual(['mei', 'li'])
  })
  test('a promotion is a seat until a day before; then an offer for two hours, limited by the start', () => {
    const now = 1_000 * DAY
    expect(offerUntil(now + DAY + 1, now)).toBe(null)
    expect(offerUntil(now + DAY, now)).toBe(now + 2 * HOUR)
    expect(offerUntil(now + 2 * HOUR + 1, now)).toBe(now + 2 * HOUR)
    expect(offerUntil(now + 2 * HOUR - 1, now)).toBe(now + 2 * HOUR - 1)
    expect(promote(waitlistOf(1, group('mei', 1, 1)), 'offered').line.groups[0]?.status).toBe('offered')
  })
})
