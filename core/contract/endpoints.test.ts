import * as v from 'valibot'
import { REFUSALS } from '../base/refusal'
import type { Endpoint } from './endpoint'
import { endpoints } from './endpoints'
import { NearQuery, SessionsQuery } from './query'

const rows = Object.entries(endpoints) as [string, Endpoint][]

test('no two rows answer the same address', () => {
  const addresses = rows.map(([, { method, path }]) => `${method} ${path.replace(/:\w+/g, ':')}`)
  expect(new Set(addresses).size).toBe(rows.length)
})
test.each(rows)('%s asks for exactly the names in its path', (_name, { path, params }) => {
  const inPath = [...path.matchAll(/:(\w+)/g)].map((match) => match[1])
  const asked = params ? Object.keys((params as unknown as { entries: object }).entries) : []
  expect(asked).toEqual(inPath)
})
test.each(rows)('%s refuses only with words we have, each once', (_name, { refusals }) => {
  expect(refusals.filter((code) => !REFUSALS.includes(code))).toEqual([])
  expect(new Set(refusals).size).toBe(refusals.length)
})

describe('where one is', () => {
  const spot = { lat: '23.18', lng: '113.495' }
  test('is a pair of decimals', () => {
    expect(v.parse(NearQuery, { ...spot, limit: '5' })).toEqual({ lat: 23.18, lng: 113.495, limit: 5 })
  })
  test.each([
    { lat: '' },
    { lat: '1e2' },
    { lat: 'NaN' },
    { lat: 'Infinity' },
    { lat: '0x17' },
    { lat: ' 23.18' },
    { lat: '23,18' },
    { lat: '2.9' },
    { lat: '54.1' },
    { lng: '72' },
    { lng: '136.5' },
    { lng: '-113' },
    { lat: ['23', '24'] },
    { limit: '0' },
    { limit: '101' },
    { limit: '-1' },
    { limit: '1.5' },
    { limit: '99999999999' },
    { kind: 'care' },
  ])('%j is not', (change) => {
    expect(v.is(NearQuery, { ...spot, ...change })).toBe(false)
  })
})

describe('what is on', () => {
  test.each([
    {},
    { station: 'hp001' },
    { station: 'hp001,hp099' },
    { station: Array(40).fill('hp001').join(',') },
    { kind: 'elders' },
    { kind: 'care' },
    { from: '2026-11-23' },
    { from: '2026-11-23T08:00:00+08:00', to: '2026-11-24T00:00:00.000Z' },
    { limit: '500', cursor: '1795413600000~hp001.talk-2611231400' },
  ])('%j may be asked', (query) => {
    expect(v.is(SessionsQuery, query)).toBe(true)
  })
  test.each([
    { station: '' },
    { station: 'hp001,' },
    { station: 'HP001' },
    { station: Array(41).fill('hp001').join(',') },
    { kind: 'fun' },
    { from: '2026-02-30' },
    { from: 'now' },
    { from: '2026-11-23T25:00:00Z' },
    { from: '2026-11-23 08:00' },
    { to: ['a', 'b'] },
    // A year that a database writes in another way than we do, or does not know at all.
    { from: '0000-01-01T00:00:00Z' },
    { from: '0001-01-01' },
    { to: '9999-12-31' },
    { from: '9999-12-31T23:59:59-12:00' },
    { limit: '501' },
    { limit: '' },
    { cursor: '' },
    { cursor: '1~' },
    { cursor: '999999999999999~hp001.talk-2611231400' },
    { cursor: "1~hp001';--" },
  ])('%j may not', (query) => {
    expect(v.is(SessionsQuery, query)).toBe(false)
  })
})
