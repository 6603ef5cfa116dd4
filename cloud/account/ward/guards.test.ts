import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { may, type Role, scopeOf } from '@core/account/role'
import { openWorld, STATIONS, type World } from '../../testing/world/world'
import { PROXY_ROLES } from './proxy-roles'

/**
 * Files that read or write guardianships without asking `guards`, with the reason: they are about the rows themselves, and
 * give nobody a right.
 */
const WITHOUT: Record<string, string> = {
  'account/identity/sql/has_no_data.sql': 'any row counts as data',
  'account/identity/sql/find_or_create_person.sql': 'makes everybody their own guardian',
  'account/identity/sql/merge_people.sql': 'locks rows',
  'account/ending/replay.ts': 'ends a row again, with or without effect',
  'account/ending/sql/record_ending.sql': 'a trigger; counts rows',
  'account/invariants.ts': 'counts rows, with or without effect',
  'booking/invariants.ts': 'counts rows, with or without effect',
  'account/person/sql/end_guardianship.sql': 'ends a row, found by the caller',
  'account/person/sql/refuse_erased.sql': 'a trigger',
  'account/privacy/sql/erase_person.sql': 'ends all rows of a person',
  'account/role/sql/end_role.sql': 'locks rows',
  'account/ward/sql/hand_over_wards.sql': 'moves the rows that `successors` found without effect',
  'demo/demo-bookings.ts': 'inserts',
  'demo/seed.ts': 'inserts',
}
const CLOUD = join(__dirname, '../..')
const files = readdirSync(CLOUD, { recursive: true, encoding: 'utf8' }).filter(
  (path) => /\.(ts|sql)$/.test(path) && !/\.test\.ts$|^testing\/|^db\/|\/migrations\//.test(path),
)
/** Single statements without it, likewise. */
const STATEMENTS: Record<string, [part: string, why: string]> = {
  'account/privacy/queries.ts': ['booked as materialized', 'finds bookings for people whom `listByPerson` found'],
  'account/guardian-invitation/sql/accept_guardian_invitation.sql': [
    'perform 1 from guardianship',
    'a second row of the same pair cannot be inserted, with or without effect',
  ],
}
/** Statements of a file that name the table: template literals, quoted strings, or the whole of a stored function. */
const statementsOf = (path: string): string[] => {
  const text = readFileSync(join(CLOUD, path), 'utf8')
  const parts = path.endsWith('.sql') ? text.split(';') : [...text.matchAll(/`[^`]*`|'[^'\n]*'/g)].map(([one]) => one)
  return parts.filter((one) => /\b(from|join|update|into) guardianship\b/.test(one))
}

test.each(files.filter((path) => statementsOf(path).length))('%s reads guardianships through `guards`', (path) => {
  if (WITHOUT[path]) return
  // An insert of a new bond has nothing to ask yet.
  const unasked = statementsOf(path)
    .filter((one) => !/\bguards\(|insert into guardianship/.test(one))
    .filter((one) => !one.includes(STATEMENTS[path]?.[0] ?? '\0'))
  expect(unasked).toEqual([])
})
test('every exception exists', () => expect(files).toEqual(expect.arrayContaining(Object.keys(WITHOUT))))

describe('`works_at` agrees with the table of acts', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.close())
  const roles: Role[] = [
    ...(['member', 'staff', 'station'] as const).flatMap((role) => [
      { role, scope: 'hp001' },
      { role, scope: 'hp099' },
    ]),
    { role: 'street', scope: '440112012' },
    { role: 'street', scope: '440112001' },
    { role: 'department', scope: 'tax' },
    { role: 'district' },
  ]
  test.each(roles)('for %j', async (role) => {
    const resident = '00000000-0000-4000-8000-000000000001'
    await world.db.query('delete from role where person_id = $1', [resident])
    const row = [resident, role.role, scopeOf(role)]
    await world.db.query('insert into role (person_id, role, scope) values ($1, $2, $3)', row)
    for (const station of STATIONS) {
      const ask = [resident, station.id, PROXY_ROLES]
      const [found] = await world.db.query<{ works: boolean }>('select works_at($1, $2, $3) as works', ask)
      expect([station.id, found?.works]).toEqual([station.id, may([role], 'proxy', station)])
    }
  })
})
