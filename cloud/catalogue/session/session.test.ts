import { DAY, instant } from '@core/base/time'
import { OFFERING_KINDS } from '@core/catalogue/offering'
import { Session, SessionDetail } from '@core/catalogue/session'
import fc from 'fast-check'
import * as v from 'valibot'
import { MONDAY_TEN, openWorld, type World } from '../../testing/world/world'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(() => {
  world.clock.now = MONDAY_TEN
})
afterAll(() => world.close())

type Page = { sessions: Session[]; next?: string }
const list = async (query = ''): Promise<Page> => {
  const { status, body } = await world.ask('GET', `/api/sessions${query}`)
  expect(status).toBe(200)
  expect(v.parse(v.array(Session), body.sessions)).toEqual(body.sessions)
  return body
}
const ids = async (query: string) => (await list(query)).sessions.map(({ id }) => id)

test('a session is returned with the rules of its offering, without templates', async () => {
  const { status, body } = await world.ask('GET', '/api/sessions/hp001.care-2611240900')
  expect(status).toBe(200)
  expect(v.parse(SessionDetail, body)).toEqual(body)
  expect(body.session).toEqual({
    id: 'hp001.care-2611240900',
    station: 'hp001',
    offering: 'hp001-care',
    kind: 'care',
    title: '看护',
    startsAt: '2026-11-24T01:00:00.000Z',
    endsAt: '2026-11-24T02:00:00.000Z',
    capacity: 5,
    taken: 0,
    left: 5,
    waiting: 0,
    status: 'open',
    version: 1,
  })
  expect(body.offering).not.toHaveProperty('templates')
})
test.each(['hp001.nothing-2611231400', 'hp001', 'hp001.talk-2611231400%00', "hp001.talk'"])('%s is 404', async (id) => {
  const { status, body } = await world.ask('GET', `/api/sessions/${id}`)
  expect([status, body.code]).toEqual([404, 'not-found'])
})

describe('the list of sessions', () => {
  test('is ordered by start, then by id, from now on', async () => {
    const { sessions } = await list()
    const sorted = [...sessions].sort((a, b) => instant(a.startsAt) - instant(b.startsAt) || (a.id < b.id ? -1 : 1))
    expect(sessions).toEqual(sorted)
    expect(sessions.every((one) => instant(one.endsAt) > MONDAY_TEN)).toBe(true)
    expect(sessions.length).toBeGreaterThan(30)
  })
  test('has every session once over all pages, for any page size', async () => {
    const all = await ids('?limit=500')
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (limit) => {
        const seen: string[] = []
        for (let cursor: string | undefined = ''; cursor !== undefined; ) {
          const page: Page = await list(`?limit=${limit}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
          expect(page.sessions.length).toBeLessThanOrEqual(limit)
          seen.push(...page.sessions.map(({ id }) => id))
          cursor = page.next
        }
        expect(seen).toEqual(all)
      }),
      { numRuns: 12 },
    )
  })
  test('has no next cursor on the last page, even if that is full', async () => {
    const all = await ids('?limit=500')
    expect(await list(`?limit=${all.length}`)).not.toHaveProperty('next')
    expect(await list(`?limit=${all.length - 1}`)).toHaveProperty('next')
  })
  test('is filtered by one station or several', async () => {
    const station = (id: string) => (one: string) => one.startsWith(`${id}.`)
    const [both, one, other] = [
      await ids('?station=hp001,hp099'),
      await ids('?station=hp001'),
      await ids('?station=hp099'),
    ]
    expect(one.every(station('hp001')) && other.every(station('hp099'))).toBe(true)
    expect(both).toHaveLength(one.length + other.length)
    expect([one.length > 0, other.length > 0, await ids('?station=hp404')]).toEqual([true, true, []])
  })
  test("is filtered by kind, the offering's or the station's", async () => {
    for (const kind of OFFERING_KINDS) {
      const { sessions } = await list(`?kind=${kind}`)
      expect(sessions.filter((one) => one.kind !== kind)).toEqual([])
    }
    expect((await ids('?kind=care')).length).toBeGreaterThan(0)
    expect(await ids('?kind=elders')).toEqual(await ids('?station=hp099'))
    expect(await ids('?kind=complex')).toEqual(await ids('?station=hp001'))
    expect(await ids('?kind=museum')).toEqual([])
  })
  test('is filtered by a day in China’s time zone, to its end', async () => {
    const day = await ids('?from=2026-11-24&to=2026-11-24')
    expect(day).toEqual((await ids('?limit=500')).filter((id) => id.includes('-261124')))
    expect(day).toHaveLength(6)
  })
  test('is filtered by moments, the first included and the last excluded', async () => {
    const between = (from: string, to: string) =>
      ids(`?station=hp001&kind=activity&from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`)
    const talks = ['hp001.other-2611231400', 'hp001.talk-2611231400']
    expect(await between('2026-11-23T14:00:00+08:00', '2026-11-23T14:00:01+08:00')).toEqual(talks)
    expect(await between('2026-11-23T14:00:01+08:00', '2026-11-23T16:00:00+08:00')).toEqual([])
    expect(await between('2026-11-23T13:00:00+08:00', '2026-11-23T14:00:00+08:00')).toEqual([])
  })
  test('covers fourteen days from now by default', async () => {
    world.clock.now = instant('2026-11-23T06:00:00.000Z')
    expect((await ids(''))[0]).toBe('hp001.other-2611231400')
    world.clock.now += 1
    expect((await ids(''))[0]).toBe('hp001.small-2611231600')
    world.clock.now -= 4 * DAY + 1
    // The talk of 3 December begins as the fourteen days end.
    expect((await ids('?limit=500')).at(-1)).toBe('hp001.small-2612021600')
    world.clock.now += 18 * DAY
    expect(await ids('')).toEqual([])
  })
  test.each(['?from=2026-11-24&to=2026-11-23', '?from=2026-11-23T02:00:00Z&to=2026-11-23T02:00:00Z', '?to=2026-11-22'])(
    'is bad-input for an empty period: %s',
    async (query) => {
      const { status, body } = await world.ask('GET', `/api/sessions${query}`)
      expect([status, body.code, body.where]).toEqual([400, 'bad-input', 'to'])
    },
  )
})
