import { randomUUID } from 'node:crypto'
import { moment } from '@core/base/time'
import { insertLogin } from '../../account/login/queries'
import type { Db } from '../../db/port'
import { createApp } from '../../runtime/app'
import { sha256 } from '../../util/hash'
import { createDatabase } from '../database/real-postgres'
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
  /** Where the database is. */
  url: string
  db: Db
  /** So many processes of the cloud, each with a pool of its own; `through` puts something between it and the database. */
  start: (count: number, through?: (db: Db) => Db) => Process[]
  /** So many strangers, logged in. */
  crowd: (count: number) => Promise<Someone[]>
  /** So many strangers, each with so many others to look after; the ids of all of them, their own first. */
  households: (count: number, others: number) => Promise<(Someone & { people: string[] })[]>
  /** Somebody of the demo, logged in. */
  persona: (persona: Parameters<World['as']>[0]) => Promise<Someone>
  end: () => Promise<void>
}

/** A fresh district on a real PostgreSQL. Every race has one of its own, so that a twin's broken tables hurt nobody. */
export async function openRace(): Promise<Race> {
  const real = await createDatabase()
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

/** How often each answer came: `{ 201: 10, full: 30 }`. */
export function countAnswers(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { status, body } of answers) {
    const name = body.refusal ?? (status < 300 ? String(status) : body.code)
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

/** The processes take turns. */
export const processFor = (processes: readonly Process[], at: number): Process =>
  processes[at % processes.length] as Process
