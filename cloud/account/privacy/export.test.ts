import { TOPICS } from '@core/account/privacy'
import { DAY, HOUR, moment } from '@core/base/time'
import { openTestStage, type TestStage } from '../../../stand-in/test-stage'
import { runJobs } from '../../runtime/jobs'
import { addPasskey } from '../../testing/passkey/passkeys'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { passShownAt, scansSentAt } from '../../testing/world/scans'
import { CHILD, MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'
import { columnsOf, PERSONAL_TABLES } from './stored-columns'

const [TALK, MISSED] = ['hp001.talk-2611231400', 'hp001.small-2611231600']
let world: World
let resident: Someone
let elder: Someone
let manager: Someone
let stage: TestStage
beforeAll(async () => {
  world = await openWorld()
  stage = await openTestStage({ db: world.db })
  Object.assign(world.deps, { wechat: stage.wechat, sealer: stage.sealer })
  ;[resident, elder, manager] = [await world.as('resident'), await world.as('elder'), await world.as('manager')]
})
afterAll(async () => {
  await stage.close()
  await world.close()
})

const book = async (who: Someone, session: string, people = [who.id]) =>
  (await who('POST', '/api/bookings', { session, people }, newIdempotencyKey())).body.booking
type Rows = Record<string, Record<string, unknown>[]>
type Export = {
  at: string
  phone?: string
  topics: { topic: string; title: string; where: string[] }[]
  rows: Rows
  work: Rows
}
const exportOf = async (who: Someone): Promise<Export> => (await who('GET', '/api/me/export')).body

/** Writes rows to every table about people for the manager, who has wards and works for the station as well. */
async function fillEveryTable(): Promise<void> {
  await manager('POST', '/api/people', { name: '梁小妹', relation: 'child', born: '2020-01', consent: true })
  const [child] = (await manager('GET', '/api/me')).body.people
  await manager('POST', `/api/people/${child.id}/invitation`)
  await manager('POST', '/api/calendar')
  const talk = await book(manager, TALK, [manager.id, child.id])
  const missed = await book(manager, MISSED)
  const elders = await book(elder, TALK)
  world.clock.now = MONDAY_TEN + 4 * HOUR
  for (const [nth, [who, id]] of (
    [
      [manager, talk.id],
      [elder, elders.id],
    ] as const
  ).entries()) {
    const { pass } = (await who('GET', `/api/bookings/${id}/pass`)).body
    const scan = { pass: passShownAt(pass, world.clock.now), seq: nth + 1 }
    await manager('POST', '/api/attendance', scansSentAt(world.clock.now, [scan]))
  }
  world.clock.now = MONDAY_TEN + DAY
  await runJobs(world.deps)
  await manager('POST', `/api/strikes/${missed.id}/appeal`, { words: '那天开会' })
  await manager('POST', `/api/appeals/${missed.id}`, { forgive: true, words: '是的' })
  const closing = { scope: { scope: 'station', id: 'hp001' }, day: '2026-11-29', reason: '检修', act: 'call-off' }
  await manager('POST', '/api/closures', { closing })
  // An import, which is the district's work; nobody of this test has that role.
  await world.db.query(`insert into district_import values (gen_random_uuid(), $1, $2, '全区.xlsx', '{}')`, [
    manager.id,
    moment(world.clock.now),
  ])
  await world.db.query(
    `insert into invitee (role, scope, name, at, by_id, invited_at) values ('staff', 'hp001', '小陈', now(), $1, now())`,
    [manager.id],
  )
  await manager('POST', '/api/desk-codes')
  await world.db.query(
    `insert into standing (person_id, kind, since, until, by_id, ended_at, ended_by) values ($1, 'worker', now(), '2027-01-01', $1, now(), $1)`,
    [manager.id],
  )
  await world.db.query(
    `insert into standing_request (person_id, kind, note, asked_at, outcome, decided_at, decided_by, words, until)
     values ($1, 'worker', '老厂的', now(), 'refused', now(), $1, '看不清', '2027-01-01')`,
    [manager.id],
  )
  await world.db.query(
    `with asked as (insert into standing_request (person_id, kind, asked_at) values ($1, 'veteran', now()) returning id)
     insert into certificate select id, 'jpg', '\\xffd8' from asked`,
    [manager.id],
  )
  await world.db.query(`insert into awaited_standing values ('hash', 'worker', null, $1, now())`, [manager.id])
  await manager('POST', '/api/uploads', { upload: 'u1', nth: 0, body: 'AAAA' })
  await manager('PATCH', '/api/stations/hp001', { revision: 1, change: { theme: '换个主题' } })
  const asked = await manager('POST', '/api/stations/hp001/requests', { wish: { kind: 'name', name: '新的名称' } })
  await world.db.query(
    `update station_request set outcome = 'refused', answered_at = now(), answered_by = $1 where id = $2`,
    [manager.id, asked.body.request.id],
  )
  await world.db.query('insert into photo_file values ($1, now(), true)', ['x'])
  await world.db.query('insert into photo values ($1, $2, 1, $3, now(), $4)', ['hp001', 'x', '门', manager.id])
  await manager('POST', '/api/invitations', { code: '0'.repeat(10), relation: 'parent' })
  const again = await world.as('manager')
  await addPasskey(again)
  await again('POST', '/api/passkeys/options')
  await again('POST', '/api/recovery-codes')
  // A win of a past draw, since no draw of the test world has taken place.
  await world.db.query('insert into draw_win values ($1, $2, $3, $4)', [
    manager.id,
    moment(MONDAY_TEN),
    'hp001',
    talk.id,
  ])
  // Inserted directly, since a login by a code of WeChat would create a new person.
  await world.db.query(`insert into identity values ('wx', 'hash', 'sealed', null, $1, now(), now())`, [manager.id])
  await manager('POST', '/api/me/phone', { code: stage.standIn.phoneCode('13800138000') })
  await world.db.query(`insert into message_permission values ($1, 'moved', 1, now())`, [manager.id])
  await world.db.query('insert into pending_erasure values ($1, now())', [manager.id])
  await world.db.query(
    `insert into message (person_id, notice_id, template, rank, status, next_at, at)
     select person_id, id, 'moved', 1, 'sent', now(), now() from notice where person_id = $1 limit 1`,
    [manager.id],
  )
  // They grant a role, accept and give up another, and have an open invitation.
  const role = { role: 'staff', scope: 'hp001' }
  const invited = async () => (await manager('POST', '/api/roles/invitations', { role })).body.code
  await (await world.as('district'))('POST', '/api/roles', { code: await invited() })
  await manager('POST', '/api/roles', { code: await invited() })
  await manager('POST', '/api/roles/end', { person: manager.id, role })
  await invited()
  await book(manager, 'hp001.talk-2611261400')
  await manager('GET', '/api/sync')
  await book(resident, 'hp001.talk-2611261400', [resident.id, CHILD])
}

test('the export of a person with rows in every table contains every exported column', async () => {
  await fillEveryTable()
  const { rows, work } = await exportOf(manager)
  const missing = PERSONAL_TABLES.flatMap((table) =>
    columnsOf(table)
      .filter((column) => ![...(rows[table] ?? []), ...(work[table] ?? [])].some((row) => column in row))
      .map((column) => `${table}.${column}`),
  )
  expect(missing).toEqual([])
  // Sealed values are exported in plain text, to their owner only.
  expect((await exportOf(manager)).phone).toBe('13800138000')
  expect((await manager('GET', '/api/me')).body.phone).toBe('138****8000')
})

test('the export is a file that states the purpose and the columns of each topic', async () => {
  const { status, headers, body } = await resident('GET', '/api/me/export', undefined, { 'accept-language': 'zh-Hant' })
  expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
    200,
    'application/json',
    'no-store',
  ])
  expect(headers.get('content-disposition')).toContain(encodeURIComponent('一刻-我的資料.json'))
  expect(body.at).toBe(moment(world.clock.now))
  expect(body.topics.map((one: { topic: string }) => one.topic)).toEqual(TOPICS)
  expect(body.topics[0]).toEqual({
    topic: 'name',
    title: '名字和出生年月',
    what: expect.stringContaining('出生年月'),
    why: expect.any(String),
    long: expect.any(String),
    erased: '立即刪除。',
    where: [
      ...['person.name', 'person.born', 'person.persona', 'person.new_name', 'person.new_name_at'],
      ...['person.moderate_at', 'person.shown'],
    ],
  })
})

describe('the export contains', () => {
  test('the person and their dependants, by name', async () => {
    const { rows } = await exportOf(resident)
    expect(rows.person?.map(({ name, born }) => [name, born]).sort()).toEqual(
      [
        ['林晓梅', '1990-05'],
        ['小宝', '2020-03'],
        ['陈秀兰', '1954-02'],
      ].sort(),
    )
    expect(rows.seat?.map(({ person_id }) => person_id).sort()).toEqual([resident.id, CHILD].sort())
    expect(rows.guardianship).toContainEqual(expect.objectContaining({ consent_covers: ['name', 'born', 'booking'] }))
  })
  test('nothing about others, neither people they scanned nor their wards', async () => {
    const ward = '00000000-0000-4000-8000-000000000051'
    expect((await book(manager, 'hp001.talk-2611271400', [ward])).people[0].name).toBe('罗婉芬')
    const text = JSON.stringify(await exportOf(manager))
    for (const name of ['陈伯安', '林晓梅', '罗婉芬', elder.id, resident.id]) expect(text).not.toContain(name)
    const { work } = await exportOf(manager)
    expect(work.attendance).toContainEqual({ station_id: 'hp001', at: expect.any(String), scanned_by: manager.id })
    expect((await exportOf(resident)).work).toEqual({})
  })
  test('only the person’s own bond for a child with two guardians', async () => {
    const { code } = (await resident('POST', `/api/people/${CHILD}/invitation`)).body
    await elder('POST', '/api/invitations', { code, relation: 'child', consent: true })
    const { rows } = await exportOf(elder)
    expect(rows.person?.map(({ name }) => name)).toEqual(['陈伯安'])
    expect(rows.guardianship?.map(({ person_id }) => person_id).sort()).toEqual([elder.id, CHILD].sort())
    expect(JSON.stringify(rows)).not.toContain('小宝')
  })
  test('no hash of a token or a code', async () => {
    const [login] = await world.db.query<{ token_hash: string }>('select token_hash from login where person_id = $1', [
      manager.id,
    ])
    const text = JSON.stringify(await exportOf(manager))
    expect(text).not.toContain(login?.token_hash)
    expect(text).not.toMatch(/token_hash|code_hash/)
  })
})
