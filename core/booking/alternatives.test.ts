import { instant } from '../base/time'
import { isDrawing, type Session } from '../catalogue/session'
import { findAlternatives, outlookOf } from './alternatives'

const NOW = instant('2026-11-23T02:00:00.000Z')
const at = (day: string, more: Partial<Session> = {}): Session => ({
  id: `hp001.talk-${day}`,
  station: 'hp001',
  offering: 'hp001-talk',
  kind: 'activity',
  title: '讲座',
  startsAt: `2026-11-${day}T06:00:00.000Z`,
  endsAt: `2026-11-${day}T07:00:00.000Z`,
  capacity: 10,
  taken: 5,
  left: 5,
  waiting: 0,
  status: 'open',
  version: 1,
  ...more,
})

test.each([
  [5, 2, true, 'seats'],
  [5, 5, true, 'seats'],
  [1, 2, true, 'line'],
  [1, 2, false, 'some'],
  [0, 2, false, 'line'],
  [0, 1, true, 'line'],
  [0, 0, true, 'line'],
] as const)('%i left for %i people, together: %s, gives %s', (left, people, together, outlook) => {
  expect(outlookOf(at('24', { left }), people, together)).toBe(outlook)
})

test('before a draw everyone gets a ticket; after it the waitlist applies', () => {
  const draw = { at: '2026-11-23T04:00:00.000Z', done: false }
  expect(outlookOf(at('24', { left: 0, draw }), 2, true)).toBe('draw')
  expect(outlookOf(at('24', { left: 0, draw: { ...draw, done: true } }), 2, true)).toBe('line')
  const drawing = (now: string, done = false) => isDrawing({ draw: { ...draw, done } }, instant(now))
  expect([drawing('2026-11-23T03:59:59.999Z'), drawing(draw.at), drawing(draw.at, true)]).toEqual([false, true, false])
  expect(isDrawing({}, NOW)).toBe(false)
})

describe('alternatives', () => {
  const wanted = { session: at('25', { left: 0 }), people: 2, now: NOW, near: new Map<string, number>() }
  const found = (known: Session[], more: Partial<typeof wanted> = {}) =>
    findAlternatives(known, { ...wanted, ...more }).map(({ session, how }) => `${how} ${session.id}`)

  test('are the same offering on the nearest days, three at most', () => {
    expect(found([at('30'), at('25'), at('28'), at('26'), at('24'), at('27')])).toEqual([
      'other-day hp001.talk-26',
      'other-day hp001.talk-24',
      'other-day hp001.talk-27',
    ])
  })
  test('exclude sessions that are past, called off, or have too few seats for the group', () => {
    expect(found([at('22'), at('24', { status: 'called-off' }), at('26', { left: 1 })])).toEqual([])
    expect(found([at('26', { left: 1 }), at('27', { left: 0 })], { people: 0 })).toEqual(['other-day hp001.talk-26'])
  })
  test('are the same kind nearby, one per station by the walk, and no other kind or far station', () => {
    const there = (station: string, day: string, more: Partial<Session> = {}) =>
      at(day, { id: `${station}.x-${day}`, station, offering: `${station}-x`, ...more })
    const near = new Map([
      ['hp002', 12],
      ['hp003', 4],
      ['hp004', 14],
    ])
    const known = [
      there('hp004', '25'),
      there('hp002', '25'),
      there('hp003', '28'),
      there('hp003', '26'),
      there('hp009', '25'),
      there('hp002', '25', { kind: 'care', id: 'hp002.c-25' }),
    ]
    expect(found(known, { near })).toEqual(['nearby hp003.x-26', 'nearby hp002.x-25'])
  })
})
