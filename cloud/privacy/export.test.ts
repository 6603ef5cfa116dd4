import { TOPICS } from '@core/privacy'
import { DAY, HOUR, moment } from '@core/time'
import { openStage, type Stage } from '../../e2e/wechat/stage'
import { sent, shownAt } from '../testing/door'
import { newKey } from '../testing/keys'
import { CHILD, MONDAY_TEN, openWorld, type Someone, type World } from '../testing/world'
import { tick } from '../tick'
import { columnsOf, KEPT_TABLES } from './kept'

const [TALK, MISSED] = ['hp001.talk-2611231400', 'hp001.small-2611231600']
let world: World
let resident: Someone
let elder: Someone
let manager: Someone
let stage: Stage
beforeAll(async () => {
  world = await openWorld()
  stage = await openStage({ db: world.db })
  Object.assign(world.deps, { wechat: stage.wechat, sealer: stage.sealer })
  ;[resident, elder, manager] = [await world.as('resident'), await world.as('elder'), await world.as('manager')]
})
afterAll(async () => {
  await stage.close()
  await world.close()
})

const book = async (who: Someone, session: string, people = [who.id]) =>
  (await who('POST', '/api/bookings', { session, people }, newKey())).body.booking
type Rows = Record<string, Record<string, unknown>[]>
type Export = {
  at: string
  phone?: string
  topics: { topic: string; title: string; where: string[] }[]
  rows: Rows
  work: Rows
}
const exported = async (who: Someone): Promise<Export> => (await who('GET', '/api/me/export')).body

/** Everything that can happen to somebody, to the manager: who looks after wards, and did things for the station as well. */
async function live(): Promise<void> {
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
    const scan = { pass: shownAt(pass, world.clock.now), seq: nth + 1 }
    await manager('POST', '/api/attendance', sent(world.clock.now, [scan]))
  }
  world.clock.now = MONDAY_TEN + DAY
  await tick(world.deps)
  await manager('POST', `/api/strikes/${missed.id}/appeal`, { words: '那天开会' })
  await manager('POST', `/api/appeals/${missed.id}`, { forgive: true, words: '是的' })
  const closing = { scope: { scope: 'station', id: 'hp001' }, day: '2026-11-29', reason: '检修', act: 'call-off' }
  await manager('POST', '/api/closures', { closing })
  await manager('POST', '/api/desk-codes')
  // A draw of long ago, since the world has none that is drawn.
  await world.db.query('insert into draw_win values ($1, $2, $3, $4)', [
    manager.id,
    moment(MONDAY_TEN),
    'hp001',
    talk.id,
  ])
  // By a code of WeChat's they would be somebody new: this one is known by it already.
  await world.db.query(`insert into identity values ('wx', 'hash', 'sealed', null, $1, now(), now())`, [manager.id])
  await manager('POST', '/api/me/phone', { code: stage.standIn.phoneCode('13800138000') })
  await world.db.query(`insert into message_permission values ($1, 'moved', 1, now())`, [manager.id])
  await world.db.query('insert into pending_erasure values ($1, now())', [manager.id])
  await world.db.query(
    `insert into message (person_id, notice_id, template, rank, status, next_at, at)
     select person_id, id, 'moved', 1, 'sent', now(), now() from notice where person_id = $1 limit 1`,
    [manager.id],
  )
  // They gave a role and ended it, laid one down that somebody gave them, and have an invitation out.
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

test('every column that is kept about people is in it, for somebody of whom there is everything', async () => {
  await live()
  const { rows, work } = await exported(manager)
  const missing = KEPT_TABLES.flatMap((table) =>
    columnsOf(table)
      .filter((column) => ![...(rows[table] ?? []), ...(work[table] ?? [])].some((row) => column in row))
      .map((column) => `${table}.${column}`),
  )
  expect(missing).toEqual([])
  // What is sealed is told opened, to its owner alone.
  expect((await exported(manager)).phone).toBe('13800138000')
  expect((await manager('GET', '/api/me')).body.phone).toBe('138****8000')
})

test('it is a file, says what each thing is for, and where it stands', async () => {
  const { status, headers, body } = await resident('GET', '/api/me/export', undefined, { 'accept-language': 'zh-Hant' })
  expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
    200,
    'application/json',
    'private, no-cache',
  ])
  expect(headers.get('content-disposition')).toContain(encodeURIComponent('一刻-我的資料.json'))
  expect(body.at).toBe(moment(world.clock.now))
  expect(body.topics.map((one: { topic: string }) => one.topic)).toEqual(TOPICS)
  expect(body.topics[0]).toEqual({
    topic: 'name',
    title: '名字和出生年月',
    what: expect.stringContaining('黨員'),
    why: expect.any(String),
    long: expect.any(String),
    erased: '馬上刪掉。',
    where: [
      ...['person.name', 'person.born', 'person.standing', 'person.persona', 'person.new_name', 'person.new_name_at'],
      ...['person.moderate_at', 'person.shown'],
    ],
  })
})

describe('it tells', () => {
  test('of me and mine, by name', async () => {
    const { rows } = await exported(resident)
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
  test('nothing of anybody else’s: not whom I scanned, not whom a station looks after through me', async () => {
    const text = JSON.stringify(await exported(manager))
    for (const name of ['陈伯安', '林晓梅', '罗婉芬', elder.id, resident.id]) expect(text).not.toContain(name)
    const { work } = await exported(manager)
    expect(work.attendance).toContainEqual({ station_id: 'hp001', at: expect.any(String), scanned_by: manager.id })
    expect((await exported(resident)).work).toEqual({})
  })
  test('of a child cared for together only what is mine', async () => {
    const { code } = (await resident('POST', `/api/people/${CHILD}/invitation`)).body
    await elder('POST', '/api/invitations', { code, relation: 'child', consent: true })
    const { rows } = await exported(elder)
    expect(rows.person?.map(({ name }) => name)).toEqual(['陈伯安'])
    expect(rows.guardianship?.map(({ person_id }) => person_id).sort()).toEqual([elder.id, CHILD].sort())
    expect(JSON.stringify(rows)).not.toContain('小宝')
  })
  test('nothing by which one could log in or look in', async () => {
    const [login] = await world.db.query<{ token_hash: string }>('select token_hash from login where person_id = $1', [
      manager.id,
    ])
    const text = JSON.stringify(await exported(manager))
    expect(text).not.toContain(login?.token_hash)
    expect(text).not.toMatch(/token_hash|code_hash/)
  })
})
