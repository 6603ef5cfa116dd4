import { instant } from '@core/base/time'
import type { Deps } from '../../base/deps'
import { countTurns } from '../../testing/process/turns'
import { OFFERINGS, STATIONS } from '../../testing/world/world'
import { closeDay } from './service'

test('other requests have their turn between two sessions of a closed day', async () => {
  const [station] = STATIONS
  const session = {
    station: 'hp001',
    title: '讲座',
    starts_at: instant('2026-11-24T06:00:00.000Z'),
    ends_at: instant('2026-11-24T07:00:00.000Z'),
    taken: 0,
    waiting: 0,
    bookings: 0,
    offering: OFFERINGS[0],
    planned_to: null,
    people: [],
  }
  const ids = ['a', 'b', 'c', 'd']
  const turnsAt = new Map<string, number>()
  await countTurns(async (turns) => {
    const sessions = ids.map((id) => ({
      ...session,
      id,
      // Read when another time is looked for.
      get hours() {
        turnsAt.set(id, turns())
        return station?.hours
      },
    }))
    const query = async (text: string) => (/from session s\n/.test(text) ? sessions : [])
    const deps = { db: { query }, now: () => instant('2026-11-23T02:00:00.000Z') } as unknown as Deps
    const scope = { scope: 'station' as const, id: 'hp001' }
    const closing = { scope, day: '2026-11-24', reason: '台风', act: 'move' as const, by: '' }
    const closed = await closeDay(deps, station ? [station] : [], closing, true)
    expect(closed.ok && closed.value.sessions).toHaveLength(ids.length)
  })
  expect(new Set(turnsAt.values()).size).toBe(ids.length)
})
