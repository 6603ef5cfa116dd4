import { DAY, HOUR, MINUTE } from '@core/base/time'
import type { Endpoint } from '@core/contract/endpoint'
import { type EndpointName, endpoints } from '@core/contract/endpoints'
import { reviewStrikes } from '../../booking/strike/service'
import { type Db, isOfStatement, violated } from '../../db/port'
import { createApp } from '../../runtime/app'
import { createHandlers } from '../../runtime/handlers'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { bearerOf, idOf } from '../access/callers'
import { MONDAY_TEN } from '../world/world'
import { createDice, type Dice } from './dice'
import type { FuzzWorld } from './fuzz-world'
import { createPool } from './pool'
import { type FuzzRequest, requestOf } from './request'

/** Requests of one row: sent, let through to the handler, and answered as done. */
export type Counts = { sent: number; reached: number; done: number }
export type Tally = Map<EndpointName, Counts>

/** Requests that follow one another before the world is as it was. */
export const CHAPTER = 80
/** How wild the requests are: half of them valid. */
const WILDNESS = [0, 0, 0, 0, 0.05, 0.1, 0.2, 0.5]
/** How much of the sample they keep. */
const KEPT = [1, 0.95, 0.9, 0.75, 0.5]
/** Times at which a chapter begins: before, at and during the sessions of today, and on other days. */
const TIMES = [0, 0, 3.5 * HOUR, 4 * HOUR + 5 * MINUTE, 4.5 * HOUR, 6 * HOUR, DAY, 3 * DAY]

/**
 * Milliseconds between requests: a picture of a code that was asked for within ten seconds answers 503, to say so.
 */
const APART_MS = 11_000

type Handlers = ReturnType<typeof createHandlers>
/** Lets a test break a handler, to see that it is found. */
export type Breaking = (handlers: Handlers) => Handlers

/** A request that the cloud did not withstand. */
export class FuzzFault extends Error {
  override name = 'FuzzFault'
}
const tellRequest = ({ who, method, address, body }: FuzzRequest): string =>
  `${method} ${address} as ${who}${body === undefined ? '' : `, body ${body.slice(0, 2_000)}`}`

/** Reads without an id: everything that a list could choke on. */
const LISTS = (Object.values(endpoints) as Endpoint[]).filter(
  ({ method, params, query, who }) => method === 'GET' && !params && !query && who !== 'anyone',
)

function counting(handlers: Handlers, reached: (name: EndpointName) => void): Handlers {
  const counted = Object.entries(handlers).map(([name, handle]) => [
    name,
    (asked: never) => {
      reached(name as EndpointName)
      return (handle as (asked: never) => unknown)(asked)
    },
  ])
  return Object.fromEntries(counted)
}

/**
 * Reviews the strikes of the seeded world. They were there before their sessions, so an arrival at one of these is news
 * about a judged session, which a scan reviews only once the session is over.
 */
async function reviewSeededStrikes(deps: Parameters<typeof reviewStrikes>[0], db: Db): Promise<void> {
  const struck = await db.query<{ station: string; session: string; endsAt: number }>(
    `select distinct s.station_id as station, s.id as session, s.ends_at as "endsAt" from strike k
     join booking b on b.station_id = k.station_id and b.id = k.booking_id
     join session s on s.station_id = b.station_id and s.id = b.session_id`,
    [],
  )
  for (const one of struck) await reviewStrikes(deps, one.station, [one], idOf('district'))
}

/** One chapter of requests from one seed, then the jobs of the next days and every list; all of it is rolled back. */
export async function runChapter(
  { world, things, more, database, texts }: FuzzWorld,
  tally: Tally,
  how: { seed: number; count: number; names: readonly EndpointName[]; breaking?: Breaking | undefined },
): Promise<void> {
  const { breaking = (handlers) => handlers } = how
  const dice: Dice = createDice(how.seed)
  const pool = createPool([])
  pool.add(texts)
  const deps = { ...world.deps, random: dice.bytes }
  /** Handlers that the latest request has reached. */
  const reached = new Set<EndpointName>()
  const app = createApp(
    deps,
    counting(breaking(createHandlers(deps)), (name) => reached.add(name)),
  )
  const told: string[] = []
  const fail = (what: string): never => {
    throw new FuzzFault(`${what}\nThe last requests:\n${told.slice(-5).join('\n')}`)
  }
  const check = (status: number, name: string) => {
    const error = world.logged.find(({ event }) => event === 'fault')?.error
    if (status >= 500 || error) fail(`${name} answered ${status}: ${error ?? ''}`)
    // Constraints are for races and repeats. Any other fault means that a value passed the schema and not the database.
    const bad = database.faults.find((fault) => !violated(fault) && isOfStatement(fault))
    if (bad) fail(`${name} sent the database a bad value: ${String(bad)}`)
  }
  const send = async ({ method, address, headers, body }: Omit<FuzzRequest, 'name' | 'who'>) => {
    const response = await app.request(address, { method, headers, ...(body === undefined ? {} : { body }) })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, body: isJson && text ? JSON.parse(text) : undefined }
  }

  await database.begin()
  world.logged.length = 0
  world.clock.now = MONDAY_TEN + dice.pick(TIMES)
  try {
    for (let nth = 0; nth < how.count; nth++) {
      world.clock.now += APART_MS
      const name = dice.pick(how.names)
      const request = requestOf(
        name,
        { things, more },
        {
          dice,
          pool,
          wild: dice.pick(WILDNESS),
          kept: dice.pick(KEPT),
        },
      )
      told.push(tellRequest(request))
      reached.clear()
      const { status, body } = await send(request)
      const counts = tally.get(name) as Counts
      counts.sent++
      if (reached.has(name)) counts.reached++
      if (status < 300) counts.done++
      check(status, name)
      if (status >= 400 && typeof body?.requestId !== 'string') fail(`${name} answered ${status} without a request id`)
      pool.add(body)
    }
    for (const days of [1, 8]) {
      world.clock.now += days * DAY
      await runJobs(deps).catch((fault) => fail(`a job failed: ${fault.stack}`))
      check(200, 'a job')
    }
    await reviewSeededStrikes(deps, database.db)
    for (const who of ['resident', 'district'] as const)
      for (const { method, path } of LISTS)
        check((await send({ method, address: path, headers: bearerOf(who) })).status, path)
    const violations = await findViolations(database.db, world.clock.now)
    if (Object.keys(violations).length) fail(`invariants are violated: ${JSON.stringify(violations)}`)
  } finally {
    await database.rollback()
  }
}
