import { TOPICS } from '@core/account/privacy'
import { openWorld, type World } from '../../testing/world/world'
import { IMPERSONAL_TABLES, PERSONAL_TABLES, STORED_COLUMNS } from './kept'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const declared = (table: keyof typeof STORED_COLUMNS): string[] => Object.values(STORED_COLUMNS[table]).flat()

test('every column of every table is accounted for, and none that is not there', async () => {
  const rows = await world.db.query<{ table: string; columns: string[] }>(
    `select table_name as table, array_agg(column_name::text order by column_name) as columns
     from information_schema.columns where table_schema = 'public' group by 1`,
  )
  const there = Object.fromEntries(
    rows.filter(({ table }) => !IMPERSONAL_TABLES.includes(table)).map(({ table, columns }) => [table, columns]),
  )
  expect(there).toEqual(Object.fromEntries(PERSONAL_TABLES.map((table) => [table, declared(table).sort()])))
  const tables = rows.map(({ table }) => table)
  expect(IMPERSONAL_TABLES.filter((table) => !tables.includes(table))).toEqual([])
})

test('no column is two things', () => {
  const twice = PERSONAL_TABLES.filter((table) => new Set(declared(table)).size < declared(table).length)
  expect(twice).toEqual([])
})

test('whatever is told about has columns of its own', () => {
  const kept = new Set<string>(PERSONAL_TABLES.flatMap((table) => Object.keys(STORED_COLUMNS[table])))
  expect(TOPICS.filter((topic) => !kept.has(topic))).toEqual([])
})

test('who a row is about is always declared: what refers to a person is no table of nobody’s', async () => {
  // Ids of people are the only UUIDs there are, but a login's own.
  const rows = await world.db.query<{ table: string }>(
    `select distinct table_name as table from information_schema.columns where table_schema = 'public' and data_type = 'uuid'`,
  )
  expect(rows.map(({ table }) => table).filter((table) => IMPERSONAL_TABLES.includes(table))).toEqual([])
})

/** Not looked at: it is there with something that is looked at, is written anew, or goes along. */
const ALONG: Partial<Record<keyof typeof STORED_COLUMNS, string>> = {
  guardian_invitation: 'with a bond',
  seat: 'with a booking or a bond',
  attendance: 'with a seat',
  person_time: 'with a booking',
  message: 'with a notice',
  session_change: 'with a booking; or work, with a role',
  scan: 'with a booking; or work, with a role',
  closure: 'work, with a role',
  closing: 'work, with a role',
  message_permission: 'asked for anew',
  idempotency: 'a retry of what came to nothing',
  login: 'opened anew',
  login_code: 'shown anew',
  sync_bookmark: 'with a login',
  identity: 'goes along',
  pending_erasure: 'they log in, so they stay',
  role_invitation: 'with a role',
  past_role: 'it is over, and stays without a name',
}

test('who has nothing (has_no_data) has nothing in any table, or it is said why that does not matter', async () => {
  const [found] = await world.db.query<{ source: string }>(
    `select pg_get_functiondef('has_no_data'::regproc) as source`,
  )
  const unseen = PERSONAL_TABLES.filter((table) => !found?.source.includes(` from ${table} `))
  expect(unseen.sort()).toEqual(Object.keys(ALONG).sort())
})
