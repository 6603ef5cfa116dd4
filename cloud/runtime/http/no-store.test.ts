import type { Endpoint } from '@core/contract/endpoint'
import { type EndpointName, endpoints } from '@core/contract/endpoints'
import { type AccessWorld, NAMES, openAccessWorld } from '../../testing/access/access-world'
import type { CallerName } from '../../testing/access/callers'

/** The rows whose answer is the same for everybody, written by hand. All others are personal, or answer a token. */
const PUBLIC: EndpointName[] = ['loginWays', 'stations', 'near', 'station', 'sessions', 'session', 'draw', 'photo']

let opened: AccessWorld
beforeAll(async () => {
  opened = await openAccessWorld()
})
afterAll(() => opened.close())

const cacheOf = async (name: EndpointName, who: CallerName) => {
  const { headers, status } = await opened.rolledBack(() => opened.ask(name, who))
  return { status, cache: headers['cache-control'] }
}

describe.each(NAMES)('%s', (name) => {
  const isPublic = PUBLIC.includes(name)
  test(
    isPublic ? 'may be stored by caches' : 'is stored by no cache, whoever asks and whatever the answer',
    async () => {
      for (const who of ['nobody', 'resident', 'neighbour', 'station', 'district'] as const) {
        const { status, cache = '' } = await cacheOf(name, who)
        expect([who, status, cache.includes('no-store')]).toEqual([who, status, !isPublic])
      }
    },
  )
  test('is public only if its row says so', () => {
    const { who, personal }: Endpoint = endpoints[name]
    expect(who === 'anyone' && !personal).toBe(isPublic)
  })
})
