import { HOUR } from '@core/base/time'
import type { Deps } from '../../base/deps'
import { MONDAY_TEN, openWorld, type World } from '../../testing/world/world'
import { createTimer } from './timer'

let world: World
let openings: number
let failing: boolean
let asked: string[]
let turn: () => Promise<void>
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(() => {
  openings = 0
  failing = false
  asked = []
  world.clock.now = MONDAY_TEN
  const query: Deps['db']['query'] = (text, params) => {
    asked.push(text)
    return world.db.query(text, params)
  }
  turn = createTimer(async () => {
    openings++
    if (failing) throw new Error('no database')
    return { ...world.deps, db: { ...world.db, query } }
  })
})
afterAll(() => world.close())
/** Whether all was done, or only what cannot wait. */
const round = async () => {
  asked = []
  await turn()
  return asked.some((text) => text.includes('delete from idempotency')) ? 'tick' : 'soon'
}

test('all is done once an hour, what cannot wait each time, over one opening', async () => {
  expect(await round()).toBe('tick')
  expect(await round()).toBe('soon')
  expect(asked.length).toBeGreaterThan(0)
  world.clock.now += HOUR - 1
  expect(await round()).toBe('soon')
  world.clock.now += 1
  expect(await round()).toBe('tick')
  expect(openings).toBe(1)
})

test('who comes while it runs waits for the same round', async () => {
  await Promise.all([turn(), turn(), turn()])
  expect(asked.filter((text) => text.includes('delete from idempotency'))).toHaveLength(1)
})

test('what failed is done by the next', async () => {
  failing = true
  await expect(turn()).rejects.toThrow('no database')
  failing = false
  expect(await round()).toBe('tick')
  expect(openings).toBe(2)
})
