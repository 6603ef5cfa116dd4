import { randomBytes } from 'node:crypto'
import { DAY } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { footprint } from '../../testing/database/footprint'
import { STATION_ROW, STREET_ROW, type TestRow, workbookOf } from '../../testing/world/district-workbook'
import { createImporter, fileOf } from '../../testing/world/importer'
import { resetDistrict } from '../../testing/world/reset'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'
import { createSealer } from '../../wechat/sealed'
import { districtWorkbook } from '../import/file/write-workbook'
import { readPresent } from '../import/queries'

let world: World
let district: Someone
const { preview, importFiles } = createImporter(() => district)
beforeAll(async () => {
  world = await openWorld()
  world.deps.sealer = sealerOf(1)
  district = await world.as('district')
})
beforeEach(async () => {
  world.clock.now = MONDAY_TEN
  await world.db.query('truncate invitee, district_import, import_row')
  await world.db.query(`delete from role_invitation`)
})
afterEach(async () => expect(await findViolations(world.db)).toEqual({}))
afterAll(() => world.close())

const sealerOf = (fill: number) =>
  createSealer({ keys: [{ id: 'k1', key: new Uint8Array(32).fill(fill) }], find: new Uint8Array(32) }, randomBytes)

const LI: TestRow = { 街镇或站点: 'hp001', 身份: '站长', 称呼: '李站长', 电话: '13800000000' }
const CHEN: TestRow = { 街镇或站点: '综合体', 身份: '工作人员', 称呼: '小陈' }
const STREET: TestRow = { 街镇或站点: '萝岗街道', 身份: '街镇管理员', 称呼: '黄主任' }
const bookOf = async (...invitees: TestRow[]) => fileOf(await workbookOf({ invitees }))
const list = async () => (await district('GET', '/api/district/invitees')).body
const inviteFirst = async () => {
  const [{ id }] = (await list()).invitees
  return district('POST', `/api/district/invitees/${id}/invitation`)
}

test('a workbook says whom to invite; it gives no role and makes no invitation', async () => {
  const roles = (await footprint(world.db)).role
  const files = await bookOf(LI, CHEN, STREET)
  const seen = await preview(files)
  expect(seen).toMatchObject({ mistakes: [], warnings: [], counts: { invitees: { new: 3, gone: 0 } } })
  expect(seen.changes.map(({ id, name }: { id: string; name: string }) => `${id} ${name}`).sort()).toEqual([
    '440112012 街镇管理员 黄主任',
    'hp001 工作人员 小陈',
    'hp001 站长 李站长',
  ])
  expect((await importFiles(files)).status).toBe(200)
  expect(await list()).toEqual({
    count: 3,
    invitees: [
      { id: expect.any(String), role: { role: 'street', scope: '440112012' }, name: '黄主任' },
      { id: expect.any(String), role: { role: 'station', scope: 'hp001' }, name: '李站长', phone: '13800000000' },
      { id: expect.any(String), role: { role: 'staff', scope: 'hp001' }, name: '小陈' },
    ],
  })
  expect((await footprint(world.db)).role).toBe(roles)
  expect(await world.db.query('select 1 from role_invitation', [])).toEqual([])
})

test('numbers are sealed where they are stored, staged rows among them', async () => {
  const staged: string[] = []
  const { query } = world.db
  world.deps.db.query = ((text: string, params: readonly unknown[]) => {
    if (text.includes('insert into import_row')) staged.push(JSON.stringify(params))
    return query.call(world.db, text, params as unknown[])
  }) as typeof query
  await importFiles(await bookOf(LI))
  world.deps.db.query = query
  expect(staged).not.toEqual([])
  expect(staged.join()).not.toContain('13800000000')
  const [{ phone }] = (await world.db.query<{ phone: string }>('select phone from invitee', [])) as [{ phone: string }]
  expect(phone).toMatch(/^s1\./)
})

test('importing again is no difference, also after the invitation was made, and what is exported is none either', async () => {
  const files = await bookOf(LI, CHEN)
  await importFiles(files)
  const { status, body } = await inviteFirst()
  expect([status, body]).toEqual([
    201,
    {
      id: expect.any(String),
      code: expect.any(String),
      until: expect.any(String),
      role: { role: 'station', scope: 'hp001' },
    },
  ])
  expect(await preview(files)).toMatchObject({ mistakes: [], changesAll: 0 })
  // Who was invited comes last.
  expect((await list()).invitees).toMatchObject([
    { name: '小陈' },
    { name: '李站长', invitedAt: '2026-11-23T02:00:00.000Z' },
  ])
  const exported = fileOf(await districtWorkbook(await readPresent(world.deps)))
  expect(await preview(exported)).toMatchObject({ mistakes: [], changesAll: 0 })
})

test('the code opens the role to who takes it, and they are not asked for again after they are gone from the list', async () => {
  const files = await bookOf({ ...CHEN, 称呼: '小陈' })
  await importFiles(files)
  const { body } = await inviteFirst()
  const resident = await world.as('resident')
  await world.db.query(`update person set name = '小陈' where id = $1`, [resident.id])
  expect((await resident('POST', '/api/roles', { code: body.code })).status).toBe(200)
  expect(await preview(files)).toMatchObject({ changesAll: 0 })
  await world.db.query('truncate invitee')
  expect(await preview(files)).toMatchObject({ changesAll: 0 })
  await world.db.query('delete from role where person_id = $1', [resident.id])
  expect(await preview(files)).toMatchObject({ changesAll: 1 })
})

test('a row that is left out is gone, another number is a change, and no sheet touches nobody', async () => {
  await importFiles(await bookOf(LI, CHEN))
  const changed = await bookOf({ ...LI, 电话: '13900000000' })
  expect((await preview(changed)).changes).toMatchObject([
    { what: 'changed', name: '李站长', fields: [{ title: '电话', was: '13800000000', now: '13900000000' }] },
    { what: 'gone', name: '小陈' },
  ])
  await importFiles(changed)
  expect((await list()).invitees).toMatchObject([{ name: '李站长', phone: '13900000000' }])
  const places = await workbookOf({ streets: [STREET_ROW], stations: [STATION_ROW] })
  expect((await preview(fileOf(places))).counts.invitees).toEqual({ new: 0, back: 0, changed: 0, gone: 0 })
})

test.each<[string, TestRow[], RegExp]>([
  ['an unknown station', [{ ...LI, 街镇或站点: 'hp404' }], /^“人员”表第 2 行“街镇或站点”：没有“hp404”这个站点/],
  ['a station for a street', [{ ...STREET, 街镇或站点: 'hp001' }], /第 2 行“街镇或站点”：没有叫“hp001”的街镇/],
  [
    'an unknown role',
    [{ ...LI, 身份: '区长' }],
    /第 2 行“身份”：写的是“区长”，这里要填：“站长”“工作人员”“街镇管理员”中的一个/,
  ],
  ['no name', [{ ...LI, 称呼: null }], /第 2 行“称呼”：是空的/],
  ['a long name', [{ ...LI, 称呼: '长'.repeat(21) }], /第 2 行“称呼”：太长了，最多 20 个字/],
  ['a number that is none', [{ ...LI, 电话: `138${'0'.repeat(20)}` }], /第 2 行“电话”：写的是/],
  ['somebody twice', [LI, { ...LI, 街镇或站点: '综合体' }], /第 3 行“称呼”：“李站长”在第 2 行已经有了/],
])('%s is told', async (_what, rows, said) => {
  expect((await preview(await bookOf(...rows))).mistakes).toEqual([expect.stringMatching(said)])
})

test('without a key numbers are left out, and that is said', async () => {
  const { sealer } = world.deps
  world.deps.sealer = undefined
  const files = await bookOf(LI)
  expect((await preview(files)).warnings).toEqual(['“人员”表：这里没有设置加密密钥，电话不会保存，别的照常。'])
  await importFiles(files)
  expect((await list()).invitees).toMatchObject([{ name: '李站长' }])
  expect((await list()).invitees[0]).not.toHaveProperty('phone')
  expect(await preview(files)).toMatchObject({ changesAll: 0 })
  world.deps.sealer = sealer
})

test('a number that no key opens any more does not hide the others', async () => {
  await importFiles(await bookOf(LI, CHEN))
  const { sealer } = world.deps
  world.deps.sealer = sealerOf(2)
  const { invitees } = await list()
  expect(invitees.map(({ name, phone }: { name: string; phone?: string }) => [name, phone])).toEqual([
    ['李站长', undefined],
    ['小陈', undefined],
  ])
  world.deps.sealer = sealer
})

test('with too many open invitations the next one is refused, and nobody counts as invited', async () => {
  await importFiles(await bookOf(...Array.from({ length: 21 }, (_, at) => ({ ...CHEN, 称呼: `第 ${at + 10} 位` }))))
  for (let at = 0; at < 20; at++) expect((await inviteFirst()).status).toBe(201)
  expect(await inviteFirst()).toMatchObject({ status: 409, body: { refusal: 'invitations-full' } })
  expect((await list()).invitees.filter((one: object) => !('invitedAt' in one))).toHaveLength(1)
})

test('names and numbers are deleted after 90 days', async () => {
  await importFiles(await bookOf(LI))
  world.clock.now += 90 * DAY
  await runJobs(world.deps)
  expect(await world.db.query('select 1 from invitee', [])).toHaveLength(1)
  world.clock.now += 1
  await runJobs(world.deps)
  expect(await world.db.query('select 1 from invitee', [])).toEqual([])
  await resetDistrict(world)
})
