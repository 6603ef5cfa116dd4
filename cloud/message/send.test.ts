import { HOUR, MINUTE, moment } from '@core/time'
import { beginAnew } from '../testing/anew'
import { findViolations } from '../testing/invariants'
import { newKey } from '../testing/keys'
import { type Connected, connectWechat } from '../testing/wechat'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../testing/world'
import { tick } from '../tick'
import { tendMessages } from './send'

/** Two places, from 16:00 to 16:30 on Tuesday. */
const SMALL = 'hp001.small-2611241600'
const TALK = 'hp001.talk-2611241400'
let world: World
let wechat: Connected
let resident: Someone
let elder: Someone
let manager: Someone
beforeEach(async () => {
  world ??= await openWorld()
  await beginAnew(world)
  wechat = await connectWechat(world, { sensitive: ['忌讳'] })
  ;[resident, elder, manager] = [await world.as('resident'), await world.as('elder'), await world.as('manager')]
  await wechat.meet(resident.id, 'o-resident')
  await wechat.meet(elder.id, 'o-elder')
})
afterEach(async () => {
  expect(await findViolations(world.db, world.clock.now)).toEqual({})
  await wechat.stop()
})
afterAll(() => world.close())

const TEMPLATES = ['moved', 'promoted', 'tomorrow'] as const
/** They allow it, and WeChat knows; `says` alone: WeChat does not. */
async function allow(who: Someone, openid: string, templates: readonly (typeof TEMPLATES)[number][] = TEMPLATES) {
  for (const template of templates) wechat.standIn.grant(openid, wechat.settings.templates[template])
  expect((await who('POST', '/api/permissions', { templates }, newKey())).status).toBe(200)
}
const book = async (who: Someone, session: string, more: object = {}) =>
  (await who('POST', '/api/bookings', { session, people: [who.id], ...more }, newKey())).body.booking
const callOff = (session: string, reason = '停水') => manager('POST', `/api/sessions/${session}/call-off`, { reason })
const send = () => tendMessages(world.deps)
const later = (ms: number) => {
  world.clock.now += ms
  return send()
}
type Fate = { status: string; code: string | null; tries: number; wait: number }
const fates = async (): Promise<Fate[]> =>
  (
    await world.db.query<{ status: string; code: string | null; tries: number; next_at: number }>(
      'select status, code, tries, next_at from message order by rank, id',
    )
  ).map(({ next_at, ...row }) => ({ ...row, wait: next_at - world.clock.now }))
const left = async (who: Someone) => {
  const rows = await world.db.query<{ template: string; allowed: number }>(
    'select template, allowed from permission where person_id = $1',
    [who.id],
  )
  return Object.fromEntries(rows.map(({ template, allowed }) => [template, allowed]))
}

test('what has changed goes out once, with what it is about and where it leads, and no name', async () => {
  const { id } = await book(resident, TALK)
  await allow(resident, 'o-resident', ['moved'])
  await callOff(TALK, '林晓梅打翻了水')
  await send()
  await send()
  expect(wechat.standIn.messages()).toEqual([
    {
      openid: 'o-resident',
      template: wechat.settings.templates.moved,
      page: `pages/booking/index?id=${id}`,
      values: { thing1: '讲座', time2: '2026年11月24日 14:00', thing3: '这一场不办了' },
    },
  ])
  expect(await fates()).toMatchObject([{ status: 'sent', code: null, tries: 0 }])
  expect(await left(resident)).toEqual({ moved: 0 })
})

test('whose turn it is hears of it; the day before, everybody who may', async () => {
  const { id } = await book(resident, SMALL, { people: resident.people.slice(0, 2) })
  await book(elder, SMALL, { wait: true })
  await allow(elder, 'o-elder')
  await resident('POST', `/api/bookings/${id}/cancel`)
  await send()
  expect(wechat.shown('promoted').map(({ values }) => values.thing3)).toEqual(['轮到您了，位子已经留好'])
  expect(wechat.shown('promoted')[0]?.values.thing1).toBe('小场')
  await world.db.query(`update booking set booked_at = $1, promoted_at = $1 where status = 'booked'`, [
    moment(MONDAY_TEN),
  ])
  world.clock.now = MONDAY_TEN + 7 * HOUR
  await tick(world.deps)
  await send()
  expect(wechat.shown('tomorrow').map(({ openid, values }) => [openid, values.thing3])).toEqual([['o-elder', '综合体']])
  expect(await left(elder)).toEqual({ moved: 1, promoted: 0, tomorrow: 0 })
})

test('without a permission it stays in the inbox, and WeChat is not asked', async () => {
  await book(resident, TALK)
  await callOff(TALK)
  await send()
  expect(await fates()).toMatchObject([{ status: 'none', code: 'no-permission' }])
  expect(wechat.standIn.calls('send')).toBe(0)
  expect((await resident('GET', '/api/notices')).body.notices[0].kind).toBe('called-off')
})

test('a permission for two: it is spent on what matters more, whatever came first', async () => {
  await book(resident, TALK)
  await book(resident, SMALL)
  await allow(resident, 'o-resident', ['moved'])
  const [{ station_id, id }] = (await world.db.query(`select * from session where id = $1`, [SMALL])) as [
    { station_id: string; id: string },
  ]
  await world.db.query(
    `insert into notice (person_id, kind, at, station_id, session_id) values ($1, 'moved', $2, $3, $4)`,
    [resident.id, moment(MONDAY_TEN), station_id, id],
  )
  await callOff(TALK)
  await send()
  expect(wechat.shown('moved').map(({ values }) => values.thing3)).toEqual(['这一场不办了'])
  expect((await fates()).map(({ status }) => status)).toEqual(['sent', 'none'])
})

test('what matters more keeps its permission while it waits to be tried again', async () => {
  await book(resident, TALK)
  await allow(resident, 'o-resident', ['moved'])
  await callOff(TALK)
  wechat.standIn.answerNext('send', -1)
  await send()
  await world.db.query(
    `insert into notice (person_id, kind, at, station_id, session_id) values ($1, 'moved', $2, 'hp001', $3)`,
    [resident.id, moment(MONDAY_TEN), SMALL],
  )
  await send()
  expect((await fates()).map(({ status }) => status)).toEqual(['queued', 'queued'])
  await later(5_000)
  expect((await fates()).map(({ status }) => status)).toEqual(['sent', 'none'])
})

test('nobody is sent what they have read, what is over, or what has begun', async () => {
  await allow(resident, 'o-resident')
  await book(resident, TALK)
  await callOff(TALK)
  await world.db.query(`update notice set read_at = $1 where kind = 'called-off'`, [moment(MONDAY_TEN)])
  await send()
  expect(await fates()).toEqual([])
  const { id } = await book(resident, SMALL)
  wechat.standIn.answerNext('send', -1)
  world.clock.now = MONDAY_TEN + 7 * HOUR
  await tick(world.deps)
  await send()
  expect(await fates()).toMatchObject([{ status: 'queued', code: '-1' }])
  await resident('POST', `/api/bookings/${id}/cancel`)
  await later(MINUTE)
  expect(await fates()).toMatchObject([{ status: 'none', code: 'over' }])
  expect([wechat.standIn.messages(), await left(resident)]).toEqual([[], { moved: 1, promoted: 1, tomorrow: 1 }])
})

test('what was told more than a day ago is no news, nor what nobody has a template for', async () => {
  await book(resident, TALK)
  await allow(resident, 'o-resident')
  await callOff(TALK)
  await later(25 * HOUR)
  expect(await fates()).toEqual([])
  expect(await world.db.query(`select 1 from notice where kind = 'called-off' and not posted`)).toEqual([])
})

describe('what WeChat says', () => {
  beforeEach(async () => {
    await book(resident, TALK)
    await allow(resident, 'o-resident', ['moved'])
    await callOff(TALK)
  })
  const BUSY = { status: 'queued', tries: 1 }
  test.each<[string, number, Partial<Fate>, number]>([
    ['busy', -1, { ...BUSY, wait: 5_000 }, 1],
    ['another on its way', 43108, { ...BUSY, wait: 5_000 }, 1],
    ['too many this minute', 45011, { ...BUSY, wait: MINUTE }, 1],
    ['the day’s are used up', 45009, { status: 'queued', tries: 0, wait: HOUR }, 1],
    ['we are blocked', 43107, { status: 'queued', tries: 0, wait: HOUR }, 1],
    ['they allow none', 43101, { status: 'refused', tries: 0 }, 0],
    ['nobody', 40003, { status: 'dead', tries: 1 }, 1],
    ['no such template', 40037, { status: 'dead', tries: 1 }, 1],
    ['words it does not pass on', 45168, { status: 'dead', tries: 1 }, 1],
    ['values that do not fit', 47003, { status: 'dead', tries: 1 }, 1],
  ])('%s (%i)', async (_what, code, fate, permissions) => {
    wechat.standIn.answerNext('send', code)
    await send()
    expect(await fates()).toMatchObject([{ code: String(code), ...fate }])
    expect(await left(resident)).toEqual({ moved: permissions })
    expect(wechat.standIn.messages()).toEqual([])
  })
  test('a token that is stale is refreshed, and the message goes out', async () => {
    wechat.standIn.answerNext('send', 40001)
    await send()
    expect((await fates()).map(({ status }) => status)).toEqual(['sent'])
  })
  test('while the day’s are used up nobody else’s is tried', async () => {
    await world.db.query('update message set next_at = $1', [moment(MONDAY_TEN)])
    await allow(elder, 'o-elder', ['moved'])
    await world.db.query(
      `insert into notice (person_id, kind, at, station_id, session_id)
       select $1, 'moved', $2, 'hp001', $3 from generate_series(1, 3)`,
      [elder.id, moment(MONDAY_TEN), SMALL],
    )
    wechat.standIn.answerNext('send', 45009, 2)
    await send()
    const calls = wechat.standIn.calls('send')
    await later(59 * MINUTE)
    expect(wechat.standIn.calls('send')).toBe(calls)
    await later(MINUTE)
    expect(wechat.standIn.messages()).toHaveLength(2)
  })
  test('it is tried again later each time, eight times, and then is dead; the district reads it and tries once more', async () => {
    wechat.standIn.answerNext('send', -1, 8)
    const waits: number[] = []
    for (let round = 0; round < 8; round++) {
      await send()
      const [fate] = await fates()
      if (fate?.status === 'queued') waits.push(fate.wait)
      world.clock.now += fate?.wait ?? 0
    }
    expect(waits.map((ms) => ms / 1000)).toEqual([5, 15, 45, 135, 405, 1215, 3600])
    expect(await fates()).toMatchObject([{ status: 'dead', code: '-1', tries: 8 }])
    expect(await left(resident)).toEqual({ moved: 1 })
    const district = await world.as('district')
    const { messages } = (await district('GET', '/api/messages/dead')).body
    expect(messages).toEqual([
      {
        id: expect.any(Number),
        template: 'moved',
        kind: 'called-off',
        code: '-1',
        tries: 8,
        at: moment(MONDAY_TEN),
        title: '讲座',
        stationName: '综合体',
        startsAt: '2026-11-24T06:00:00.000Z',
      },
    ])
    const retry = `/api/messages/${messages[0].id}/retry`
    for (const who of [resident, manager]) {
      expect((await who('GET', '/api/messages/dead')).status).toBe(404)
      expect((await who('POST', retry)).status).toBe(404)
    }
    expect((await district('POST', retry)).status).toBe(200)
    expect((await district('POST', retry)).status).toBe(404)
    await send()
    expect(wechat.shown('moved')).toHaveLength(1)
    expect((await district('GET', '/api/messages/dead')).body.messages).toEqual([])
  })
  test('an answer that was lost: it is sent again, and where the first came through WeChat says there is none left', async () => {
    wechat.standIn.answerNext('send', 'lost')
    await send()
    expect(await fates()).toMatchObject([{ status: 'queued', code: 'unanswered' }])
    await later(5_000)
    expect(await fates()).toMatchObject([{ status: 'refused', code: '43101' }])
    expect(wechat.shown('moved')).toHaveLength(1)
    expect(await left(resident)).toEqual({ moved: 0 })
  })
  test('who is slow or gone is tried later, and holds nobody up', async () => {
    await wechat.standIn.die('hang-up')
    await send()
    expect((await fates()).map(({ status, tries }) => [status, tries])).toEqual([['queued', 1]])
    await wechat.standIn.revive()
    wechat.standIn.slow(60_000)
    const from = performance.now()
    await later(5_000)
    expect(performance.now() - from).toBeLessThan(12_000)
    expect((await fates()).map(({ status, tries }) => [status, tries])).toEqual([['queued', 2]])
    wechat.standIn.slow(0)
    await later(15_000)
    // The slow one heard it, and its answer came too late.
    expect(wechat.shown('moved')).toHaveLength(1)
  }, 30_000)
  test('who dies between sending and writing it down: it is sent once more when their claim is over', async () => {
    wechat.standIn.grant('o-resident', wechat.settings.templates.moved)
    const query: World['db']['query'] = (text, params) =>
      text.includes('set status = $4') ? new Promise(() => undefined) : world.db.query(text, params)
    void tendMessages({ ...world.deps, db: { ...world.db, query } })
    for (let turn = 0; turn < 200 && wechat.standIn.messages().length === 0; turn++)
      await new Promise((done) => setTimeout(done, 10))
    await send()
    expect(wechat.standIn.messages()).toHaveLength(1)
    expect(await left(resident)).toEqual({ moved: 0 })
    await later(2 * MINUTE)
    expect(wechat.standIn.messages()).toHaveLength(2)
    expect(await fates()).toMatchObject([{ status: 'sent' }])
    // Its permission was taken once.
    expect(await left(resident)).toEqual({ moved: 0 })
  })
  test('who is erased is sent nothing', async () => {
    expect((await resident('DELETE', '/api/me?sure=yes')).status).toBe(200)
    await send()
    expect([await fates(), await left(resident), wechat.standIn.messages()]).toEqual([[], {}, []])
  })
})

describe('permissions', () => {
  test('the templates there are', async () => {
    const { templates } = (await resident('GET', '/api/permissions')).body
    expect(templates).toEqual(TEMPLATES.map((name) => ({ name, id: wechat.settings.templates[name] })))
    const off = { ...world.deps, wechat: undefined }
    Object.assign(world.deps, { wechat: undefined })
    expect((await resident('GET', '/api/permissions')).body).toEqual({ templates: [] })
    await tendMessages(off)
  })
  test('count once a key, up to ninety-nine', async () => {
    const key = newKey()
    const say = (templates: string[], under = newKey()) => resident('POST', '/api/permissions', { templates }, under)
    for (let time = 0; time < 2; time++) expect((await say(['moved', 'moved'], key)).status).toBe(200)
    expect(await left(resident)).toEqual({ moved: 1 })
    expect((await say(['tomorrow'], key)).status).toBe(422)
    await world.db.query('update permission set allowed = 99')
    await say(['moved', 'tomorrow'])
    expect(await left(resident)).toEqual({ moved: 99, tomorrow: 1 })
    for (const wrong of [[], ['other'], ['moved', 'moved', 'moved', 'moved']])
      expect((await say(wrong as string[])).body.code).toBe('bad-input')
  })
})
