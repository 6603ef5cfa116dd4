import type { Person } from '../account/person'
import { instant, moment } from '../base/time'
import type { OfferingView, Session } from '../catalogue/session'
import { checkPause, mayBook, opensAt } from './booking'

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
  taken: 0,
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

describe('booking a session', () => {
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

  test('is permitted when nothing prevents it', () => expect(verdict().ok).toBe(true))
  test('is refused when the session is called off', () => {
    expect(refusalOf({ session: { status: 'called-off' } })).toEqual({ refusal: 'called-off' })
  })
  test('is refused from the start of the session on', () => {
    expect(refusalOf({ now: instant(START) - 1 })).toBeUndefined()
    expect(refusalOf({ now: instant(START) })).toEqual({ refusal: 'started' })
    expect(refusalOf({ now: instant(session.endsAt) })).toEqual({ refusal: 'started' })
  })
  test('opens at the start of the day, `openDays` ahead', () => {
    const opens = instant('2026-11-15T16:00:00.000Z')
    expect(opensAt(offering, START)).toBe(opens)
    expect(refusalOf({ now: opens })).toBeUndefined()
    expect(refusalOf({ now: opens - 1 })).toEqual({ refusal: 'not-open-yet', opensAt: moment(opens) })
  })
  test('is limited to the group size of the offering', () => {
    const three = ['甲', '乙', '丙'].map((name) => person(name))
    expect(refusalOf({ people: three.slice(1) })).toBeUndefined()
    expect(refusalOf({ people: three })).toEqual({ refusal: 'too-many', most: 2 })
  })
  test('for somebody under 14 needs consent, whatever the relation', () => {
    const little = (more: Partial<Person>) => person('小宝', { born: '2012-11', ...more })
    const consent: Person['consent'] = { at: START, covers: ['name', 'born', 'booking'] }
    const needed = { refusal: 'consent-needed', names: '小宝' }
    for (const relation of ['child', 'parent'] as const) {
      expect(refusalOf({ people: [MEI, little({ relation })] })).toEqual(needed)
      expect(refusalOf({ people: [MEI, little({ relation, consent })] })).toBeUndefined()
    }
    expect(refusalOf({ people: [little({ relation: 'ward', consent })] })).toEqual(needed)
    expect(refusalOf({ people: [person('小宝', { relation: 'child' })] })).toEqual(needed)
    // Fourteen on 1 December at the latest.
    const session = { startsAt: '2026-12-02T06:00:00.000Z', endsAt: '2026-12-02T07:00:00.000Z' }
    const child = little({ relation: 'child' })
    expect(refusalOf({ session, people: [child], now: instant('2026-11-30T15:59:59.000Z') })).toEqual(needed)
    expect(refusalOf({ session, people: [child], now: instant('2026-11-30T16:00:00.000Z') })).toBeUndefined()
  })
  test('alone under 14 is refused, since nobody can consent for themselves', () => {
    const own = { refusal: 'consent-needed', own: true }
    const consent: Person['consent'] = { at: START, covers: ['name', 'born', 'booking'] }
    expect(refusalOf({ people: [person('小宝', { born: '2020-01' })] })).toEqual(own)
    expect(refusalOf({ people: [person('小宝', { born: '2020-01', consent })] })).toEqual(own)
  })
  test('checks the audience last', () => {
    const only = { audience: { only: 'member' as const } }
    expect(refusalOf({ offering: only })).toEqual({ refusal: 'only-members', names: '林晓梅' })
    expect(refusalOf({ offering: only, session: { status: 'called-off' } })).toEqual({ refusal: 'called-off' })
  })
  test('does not check free seats: the database alone enforces the capacity', () => {
    expect(refusalOf({ session: { left: 0 } })).toBeUndefined()
  })
})

test('during a pause only care can be booked', () => {
  const paused = { live: 3, most: 3, days: 30, pausedUntil: '2026-12-20T06:00:00.000Z' }
  expect(checkPause(offering, paused)).toEqual({ ok: false, why: { refusal: 'paused', until: paused.pausedUntil } })
  expect(checkPause({ kind: 'care' }, paused).ok).toBe(true)
  expect(checkPause(offering, { live: 2, most: 3, days: 30 }).ok).toBe(true)
})
