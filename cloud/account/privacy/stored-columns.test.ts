import { TOPICS } from '@core/account/privacy'
import { openWorld, type World } from '../../testing/world/world'
import { IMPERSONAL_TABLES, PERSONAL_TABLES, STORED_COLUMNS } from './stored-columns'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const declared = (table: keyof typeof STORED_COLUMNS): string[] => Object.values(STORED_COLUMNS[table]).flat()

test('every column of every table is declared, and no column that does not exist', async () => {
  const rows = await world.db.query<{ table: string; columns: string[] }>(
    `select table_name as table, array_agg(column_name::text order by column_name) as columns
     from information_schema.columns where table_schema = 'public' group by 1`,
  )
  const actual = Object.fromEntries(
    rows.filter(({ table }) => !IMPERSONAL_TABLES.includes(table)).map(({ table, columns }) => [table, columns]),
  )
  expect(actual).toEqual(Object.fromEntries(PERSONAL_TABLES.map((table) => [table, declared(table).sort()])))
  const tables = rows.map(({ table }) => table)
  expect(IMPERSONAL_TABLES.filter((table) => !tables.includes(table))).toEqual([])
})

test('no column is declared twice', () => {
  const twice = PERSONAL_TABLES.filter((table) => new Set(declared(table)).size < declared(table).length)
  expect(twice).toEqual([])
})

test('every topic has columns', () => {
  const covered = new Set<string>(PERSONAL_TABLES.flatMap((table) => Object.keys(STORED_COLUMNS[table])))
  expect(TOPICS.filter((topic) => !covered.has(topic))).toEqual([])
})

test('no table that refers to a person is declared impersonal', async () => {
  // All UUIDs are ids of people, except those of logins, requests, standings and imports.
  const rows = await world.db.query<{ table: string }>(
    `select distinct table_name as table from information_schema.columns where table_schema = 'public' and data_type = 'uuid'
       and column_name <> 'import_id'`,
  )
  expect(rows.map(({ table }) => table).filter((table) => IMPERSONAL_TABLES.includes(table))).toEqual([])
})

/** Tables that has_no_data does not read, and why: another table covers them, or they are written again, or move along. */
const NOT_READ: Partial<Record<keyof typeof STORED_COLUMNS, string>> = {
  guardian_invitation: 'with a bond',
  seat: 'with a booking or a bond',
  attendance: 'with a seat',
  person_time: 'with a booking',
  message: 'with a notice',
  session_change: 'with a booking; or work, with a role',
  scan: 'with a booking; or work, with a role',
  closure: 'work, with a role',
  closing: 'work, with a role',
  station_change: 'work, with a role',
  district_import: 'work, with a role',
  invitee: 'work, with a role',
  station_request: 'work, with a role',
  photo: 'work, with a role',
  upload_piece: 'work, with a role',
  awaited_standing: 'work, with a role',
  certificate: 'with a request for a standing',
  message_permission: 'requested again',
  idempotency: 'a retry of a refused request',
  login: 'opened again',
  login_code: 'created again',
  passkey_challenge: 'created again',
  wrong_code: 'forgotten after an hour',
  sync_bookmark: 'with a login',
  identity: 'moves to the other person',
  pending_erasure: 'withdrawn by their login',
  role_invitation: 'with a role',
  past_role: 'ended, and stays without a name',
  ending: 'ended, and stays as ids',
}

test('has_no_data reads every table about people, except those listed with a reason', async () => {
  const [found] = await world.db.query<{ source: string }>(
    `select pg_get_functiondef('has_no_data'::regproc) as source`,
  )
  const unseen = PERSONAL_TABLES.filter((table) => !found?.source.includes(` from ${table} `))
  expect(unseen.sort()).toEqual(Object.keys(NOT_READ).sort())
})
