import * as v from 'valibot'
import { REFUSALS } from '../base/refusal'
import type { Endpoint } from './endpoint'
import { endpoints } from './endpoints'
import { NearQuery, SessionsQuery } from './query'

const rows = Object.entries(endpoints) as [string, Endpoint][]

test('no two endpoints have the same method and path', () => {
  const addresses = rows.map(([, { method, path }]) => `${method} ${path.replace(/:\w+/g, ':')}`)
  expect(new Set(addresses).size).toBe(rows.length)
})
test.each(rows)('%s declares exactly the parameters in its path', (_name, { path, params }) => {
  const inPath = [...path.matchAll(/:(\w+)/g)].map((match) => match[1])
  const declared = params ? Object.keys((params as unknown as { entries: object }).entries) : []
  expect(declared).toEqual(inPath)
})
test.each(rows)('%s declares only known refusals, each once', (_name, { refusals }) => {
  expect(refusals.filter((code) => !REFUSALS.includes(code))).toEqual([])
  expect(new Set(refusals).size).toBe(refusals.length)
})

describe('NearQuery', () => {
  const spot = { lat: '23.18', lng: '113.495' }
  test('parses decimals', () => {
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
  ])('rejects %j', (change) => {
    expect(v.is(NearQuery, { ...spot, ...change })).toBe(false)
  })
})

describe('SessionsQuery', () => {
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
  ])('accepts %j', (query) => {
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
    // A year that the database writes differently from JavaScript, or does not support.
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
  ])('rejects %j', (query) => {
    expect(v.is(SessionsQuery, query)).toBe(false)
  })
})
