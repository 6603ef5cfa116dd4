import fc from 'fast-check'
import type { Pass } from '../attendance/pass'
import type { Booking } from '../booking/booking'
import { type ContentHashes, diffList, mergeBookings, mergeList } from './sync'

type Thing = { id: string; is: number }
const idOf = ({ id }: Thing) => id
const markOf = ({ is }: Thing) => String(is)
const diff = (before: ContentHashes | undefined, things: readonly Thing[]) => diffList(before, things, idOf, markOf)

const things = fc
  .uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 })
  .chain((ids) => fc.tuple(...ids.map((id) => fc.nat(3).map((is) => ({ id, is })))))
  .map((list): Thing[] => list)

test('a phone that receives a sync is up to date, whichever earlier ones were lost', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ things, received: fc.boolean() }), { minLength: 1, maxLength: 12 }), (rounds) => {
      let stored: Thing[] = []
      let known: ContentHashes | undefined
      for (const round of rounds) {
        const { marks, delta } = diff(known, round.things)
        if (!round.received) continue
        if (delta) stored = mergeList(stored, delta, idOf)
        known = marks
        expect([...stored].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
          [...round.things].sort((a, b) => (a.id < b.id ? -1 : 1)),
        )
        expect(diff(known, round.things).delta).toBeUndefined()
      }
    }),
  )
})

test('applying a delta is idempotent', () => {
  fc.assert(
    fc.property(things, things, (before, after) => {
      const { delta } = diff(diff(undefined, before).marks, after)
      const once = delta ? mergeList(before, delta, idOf) : before
      expect(delta ? mergeList(once, delta, idOf) : once).toEqual(once)
    }),
  )
})

test('only changed items are sent, and existing ones keep their position', () => {
  const before = [
    { id: 'a', is: 1 },
    { id: 'b', is: 1 },
    { id: 'c', is: 1 },
  ]
  const { marks } = diff(undefined, before)
  const after = [
    { id: 'd', is: 1 },
    { id: 'a', is: 1 },
    { id: 'b', is: 2 },
  ]
  const { delta } = diff(marks, after)
  expect(delta).toEqual({ put: [after[0], after[2]], gone: ['c'] })
  expect(mergeList(before, delta as NonNullable<typeof delta>, idOf)).toEqual([after[1], after[2], after[0]])
})

test('without a previous sync the whole list is sent and replaces the phone’s', () => {
  const { delta } = diff(undefined, [])
  expect(delta).toEqual({ all: true, put: [], gone: [] })
  expect(mergeList([{ id: 'old', is: 1 }], delta as NonNullable<typeof delta>, idOf)).toEqual([])
})

describe('passes', () => {
  const booking = (id: string, status: Booking['status'], version = 1) => ({ id, status, version }) as Booking
  const pass = (text: string) => ({ text }) as Pass
  const stored = {
    bookings: [booking('a', 'booked'), booking('b', 'booked')],
    passes: { a: pass('a1'), b: pass('b1') },
  }
  const unchanged = { put: [], gone: [], passes: {} }
  test('of unchanged bookings stay', () => {
    expect(mergeBookings(stored, unchanged)).toEqual(stored)
  })
  test('of changed bookings are replaced', () => {
    const put = [booking('a', 'booked', 2)]
    expect(mergeBookings(stored, { ...unchanged, put, passes: { a: pass('a2') } }).passes).toEqual({
      a: pass('a2'),
      b: pass('b1'),
    })
  })
  test('are removed with the seat or the booking', () => {
    const gone = mergeBookings(stored, { ...unchanged, put: [booking('a', 'waiting', 2)], gone: ['b'] })
    expect(gone).toEqual({ bookings: [booking('a', 'waiting', 2)], passes: {} })
  })
})
