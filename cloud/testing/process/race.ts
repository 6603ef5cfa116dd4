import { randomUUID } from 'node:crypto'
import { moment } from '@core/base/time'
import { insertLogin } from '../../account/login/queries'
import type { Db } from '../../db/port'
import { createApp } from '../../runtime/app'
import { sha256 } from '../../util/hash'
import { createMigrated } from '../database/real-postgres'
import { newIdempotencyKey } from '../world/idempotency-key'
import { type Answer, MONDAY_TEN, openWorld, type World } from '../world/world'

export type Someone = { id: string; token: string }
export type Process = (
  who: Someone,
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>
export type Race = {
  world: World
  /** The URL of the database. */
  url: string
  db: Db
  /** Starts `count` processes of the cloud, each with its own pool; `through` wraps the database of each. */
  start: (count: number, through?: (db: Db) => Db) => Process[]
  /** Inserts `count` people with a login. */
  crowd: (count: number) => Promise<Someone[]>
  /** Inserts `count` people, each with `others` in their household; `people` has all ids, their own first. */
  households: (count: number, others: number) => Promise<(Someone & { people: string[] })[]>
  /** Logs in a persona of the demo. */
  persona: (persona: Parameters<World['as']>[0]) => Promise<Someone>
  end: () => Promise<void>
}

/** Opens a district on a real PostgreSQL. Every race has its own, so that a twin's broken tables affect no other test. */
export async function openRace(): Promise<Race> {
  const real = await createMigrated()
  const world = await openWorld(real.open())
  const { db } = world
  const crowd = async (count: number): Promise<Someone[]> => {
    const people = Array.from({ length: count }, () => ({ id: randomUUID(), token: randomUUID() }))
    for (const { id, token } of people) {
      await db.query(`insert into person (id, name, created_at) values ($1, '路人', $2)`, [id, moment(MONDAY_TEN)])
      await db.query(`insert into guardianship values ($1, $1, 'self', null, $2)`, [id, moment(MONDAY_TEN)])
      await insertLogin(db, sha256(token), id, MONDAY_TEN, MONDAY_TEN + 86_400_000)
    }
    return people
  }
  return {
    world,
    url: real.url,
    db,
    start: (count, through = (one) => one) =>
      Array.from({ length: count }, () => {
        const app = createApp({ ...world.deps, db: through(real.open()) })
        return async (who, method, path, body, headers = {}) => {
          const response = await app.request(path, {
            method,
            headers: {
              authorization: `Bearer ${who.token}`,
              ...(method === 'POST' ? newIdempotencyKey() : {}),
              ...headers,
            },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          })
          const text = await response.text()
          return { status: response.status, body: text ? JSON.parse(text) : undefined, headers: response.headers, text }
        }
      }),
    crowd,
    async households(count, others) {
      const heads: (Someone & { people: string[] })[] = []
      for (const head of await crowd(count)) {
        const kin = await crowd(others)
        for (const { id } of kin) {
          await db.query(
            `with bond as (insert into guardianship values ($1, $2, 'parent', null, $3))
             update person set household = household + 1 where id = $1`,
            [head.id, id, moment(MONDAY_TEN)],
          )
        }
        heads.push({ ...head, people: [head.id, ...kin.map(({ id }) => id)] })
      }
      return heads
    },
    async persona(persona) {
      const { body } = await world.ask('POST', '/api/login', { persona })
      return { id: body.person.id, token: body.token }
    },
    end: real.drop,
  }
}

/** Number of answers by status or code: `{ 201: 10, full: 30 }`. */
export function countAnswers(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { status, body } of answers) {
    const name = body.refusal ?? (status < 300 ? String(status) : body.code)
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

/** The process for call number `at`: they take turns. */
export const processFor = (processes: readonly Process[], at: number): Process =>
  processes[at % processes.length] as Process
