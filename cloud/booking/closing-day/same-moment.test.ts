import { addDays } from '@core/base/time'
import { resetPlan } from '../../testing/world/reset-plan'
import { openWorld, type Someone, type World } from '../../testing/world/world'
import { DAY } from './closing-day-test-setup'
import { claimClosing } from './closing-queries'

let world: World
let manager: Someone
beforeAll(async () => {
  world = await openWorld()
  manager = await world.as('manager')
})
beforeEach(() => resetPlan(world))
afterAll(() => world.close())

test('closings of the same moment are listed and worked on first come, first served', async () => {
  const days = Array.from({ length: 8 }, (_, nth) => addDays(DAY, nth))
  // The last day first, so that it is not the days that are in order.
  for (const day of [...days].reverse()) {
    const closing = { scope: { scope: 'station', id: 'hp001' }, day, reason: '台风', act: 'call-off' }
    expect((await manager('POST', '/api/closures', { closing })).status).toBe(200)
  }
  const { closings } = (await manager('GET', '/api/closures')).body
  expect(closings.map(({ day }: { day: string }) => day)).toEqual([...days].reverse())
  const { now } = world.clock
  for (const day of [...days].reverse()) expect(await claimClosing(world.db, now, now + 1)).toMatchObject({ day })
})
