import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PersonaId } from '@core/account/persona'
import { startOfDay } from '@core/base/time'
import { STRIKE_RULE } from '@core/booking/strike'
import type { Offering } from '@core/catalogue/offering'
import type { Station } from '@core/place/station'
import type { Deps } from '../../base/deps'
import { planAhead } from '../../catalogue/offering/plan'
import { migrate } from '../../db/migrate'
import type { Db } from '../../db/port'
import { seedDistrict, seedPeople } from '../../demo/seed'
import { createApp } from '../../runtime/app'
import { createFolderStorage } from '../../storage/folder'
import type { LogEvent } from '../../util/log-event'
import { openMigrated } from '../database/image'
import { SCHEMA } from '../database/schema'
import { DISTRICT } from './district'

/** A Monday, 10:00 in China. */
export const MONDAY_TEN = startOfDay('2026-11-23') + 10 * 3_600_000

const HOURS = { week: Array(7).fill('08:00-22:00') as string[], holiday: 'usual' as const }
const stationLike = (station: Partial<Station> & Pick<Station, 'id' | 'name' | 'kind' | 'lat' | 'lng'>): Station => ({
  tier: 'micro',
  street: '440112012',
  address: '香雪三路',
  theme: '主题',
  feature: '特色',
  rules: ['请慢慢走'],
  hours: HOURS,
  facilities: ['water'],
  phone: '020-82000001',
  ...station,
})

/** Two stations near each other: hp001 is the demo manager's, hp099 is nobody's. */
export const STATIONS: Station[] = [
  stationLike({ id: 'hp001', name: '综合体', kind: 'complex', lat: 23.18, lng: 113.495 }),
  stationLike({ id: 'hp099', name: '别处的站', kind: 'elders', lat: 23.179, lng: 113.5 }),
]
const offeringLike = (offering: Partial<Offering> & Pick<Offering, 'id' | 'title'>): Offering => ({
  station: 'hp001',
  kind: 'activity',
  summary: '来坐坐。',
  audience: {},
  people: 4,
  openDays: 14,
  cancelMinutes: 120,
  templates: [{ rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU', at: '14:00', minutes: 60, capacity: 10 }],
  ...offering,
})
/** Session ids are `hp001.talk-2611231400` and so on. */
export const OFFERINGS: Offering[] = [
  offeringLike({ id: 'hp001-talk', title: '讲座' }),
  offeringLike({ id: 'hp001-other', title: '同时的另一场' }),
  offeringLike({
    id: 'hp001-small',
    title: '小场',
    templates: [{ rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE', at: '16:00', minutes: 30, capacity: 2 }],
  }),
  offeringLike({
    id: 'hp001-study',
    title: '党课',
    kind: 'study',
    audience: { only: 'member' },
    templates: [{ rrule: 'FREQ=WEEKLY;BYDAY=MO,TU', at: '19:00', minutes: 60, capacity: 5 }],
  }),
  offeringLike({
    id: 'hp001-care',
    title: '看护',
    kind: 'care',
    audience: { fromAge: 3, toAge: 8 },
    templates: [{ rrule: 'FREQ=WEEKLY;BYDAY=MO,TU', at: '09:00', minutes: 60, capacity: 5 }],
  }),
  offeringLike({
    id: 'hp099-lunch',
    title: '午饭',
    kind: 'care',
    station: 'hp099',
    templates: [{ rrule: 'FREQ=WEEKLY;BYDAY=MO,TU', at: '12:00', minutes: 60, capacity: 3 }],
  }),
]

/** The household of the demo's resident. */
export const CHILD = '00000000-0000-4000-8000-000000000011'
export const MOTHER = '00000000-0000-4000-8000-000000000012'

// biome-ignore lint/suspicious/noExplicitAny: a test reads the wire as it comes; a wrong shape fails its expectation.
export type Answer = { status: number; body: any; headers: Headers; text: string }
export type World = {
  deps: Deps
  db: Db
  /** The clock of the cloud, which tests move. */
  clock: { now: number }
  logged: LogEvent[]
  ask: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
  as: (persona: PersonaId) => Promise<Someone>
  close: () => Promise<void>
}
/** A logged-in persona: `ask` with their token. */
export type Someone = World['ask'] & { id: string; people: string[] }

/** Opens a cloud with its own data, on PGlite in memory unless a database is passed in. */
export async function openWorld(given?: Db): Promise<World> {
  const db = given ?? (await openMigrated())
  const clock = { now: MONDAY_TEN }
  const logged: LogEvent[] = []
  // Made by the first file that is stored.
  const files = join(tmpdir(), `yike-files-${randomBytes(8).toString('hex')}`)
  const deps: Deps = {
    db,
    now: () => clock.now,
    random: (bytes) => randomBytes(bytes),
    log: (event) => logged.push(event),
    demo: true,
    district: DISTRICT,
    strikes: STRIKE_RULE,
    storage: createFolderStorage(files),
  }
  await migrate(db, SCHEMA)
  const district = {
    streets: [{ code: '440112012', name: '萝岗街道', lat: 23.179, lng: 113.5 }],
    stations: STATIONS,
    offerings: OFFERINGS,
  }
  await seedDistrict(deps, district)
  await seedPeople(deps)
  await planAhead(deps)
  const app = createApp(deps)

  const askWith =
    (token?: string): World['ask'] =>
    async (method, path, body, headers = {}) => {
      const response = await app.request(path, {
        method,
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      const json = /json/.test(response.headers.get('content-type') ?? '')
      return {
        status: response.status,
        body: json && text ? JSON.parse(text) : undefined,
        headers: response.headers,
        text,
      }
    }
  const ask = askWith()
  return {
    deps,
    db,
    clock,
    logged,
    ask,
    async as(persona) {
      const { body } = await ask('POST', '/api/login', { persona })
      const people = body.people.map((person: { id: string }) => person.id)
      return Object.assign(askWith(body.token), { id: body.person.id as string, people: people as string[] })
    },
    async close() {
      rmSync(files, { recursive: true, force: true })
      await db.close()
    },
  }
}
