import { HOUR } from '@core/base/time'
import type { Deps } from '../../base/deps'
import { MONDAY_TEN, openWorld, type World } from '../../testing/world/world'
import { createTimer } from './timer'

let world: World
let openings: number
let failing: boolean
let queries: string[]
let trigger: () => Promise<void>
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(() => {
  openings = 0
  failing = false
  queries = []
  world.clock.now = MONDAY_TEN
  const query: Deps['db']['query'] = (text, params) => {
    queries.push(text)
    return world.db.query(text, params)
  }
  const deps = { ...world.deps, db: { ...world.db, query } }
  const open = async () => {
    if (failing) throw new Error('no database')
    return { deps, fetch: () => new Response() }
  }
  trigger = createTimer(() => {
    openings++
    return [{ open }]
  })
})
afterAll(() => world.close())
/** Triggers the timer once; `tick` if all jobs ran, `soon` if only the urgent ones did. */
const round = async () => {
  queries = []
  await trigger()
  return queries.some((text) => text.includes('delete from idempotency')) ? 'tick' : 'soon'
}

test('all jobs run once an hour, urgent ones each time, and the districts are made once', async () => {
  expect(await round()).toBe('tick')
  expect(await round()).toBe('soon')
  expect(queries.length).toBeGreaterThan(0)
  world.clock.now += HOUR - 1
  expect(await round()).toBe('soon')
  world.clock.now += 1
  expect(await round()).toBe('tick')
  expect(openings).toBe(1)
})

test('concurrent triggers share one round', async () => {
  await Promise.all([trigger(), trigger(), trigger()])
  expect(queries.filter((text) => text.includes('delete from idempotency'))).toHaveLength(1)
})

test('after a failure the next trigger runs all jobs', async () => {
  failing = true
  await expect(trigger()).rejects.toThrow('no database')
  failing = false
  expect(await round()).toBe('tick')
})
