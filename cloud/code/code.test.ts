import { DAY, HOUR, MINUTE } from '@core/time'
import encodeQR from 'qr'
import { pngOf } from '../../e2e/wechat/png'
import { createApp } from '../app'
import { shortOf } from '../session/short'
import { beginAnew } from '../testing/anew'
import { type Connected, connectWechat } from '../testing/wechat'
import { type Answer, CHILD, MONDAY_TEN, openWorld, type Someone, type World } from '../testing/world'
import { tick } from '../tick'

const TALK = 'hp001.talk-2611231400'
const PAGES = ['pages/station/index', 'pages/session/index', 'more/pages/household/index']
let world: World
let wechat: Connected
let manager: Someone
let resident: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await beginAnew(world)
  await world.db.query('truncate mini_code')
  wechat = await connectWechat(world, { pages: PAGES })
  manager = await world.as('manager')
  resident = await world.as('resident')
})
afterEach(() => wechat.stop())
afterAll(() => world.close())

const calls = () => wechat.standIn.calls('getwxacodeunlimit')
const station = (who: World['ask'] = manager, id = 'hp001') => who('GET', `/api/stations/${id}/code`)
const session = (who: World['ask'] = manager, id = TALK) => who('GET', `/api/sessions/${id}/code`)
const said = ({ status, body, headers }: Answer) => [status, body.refusal ?? body.code, headers.get('retry-after')]

/** The stand-in draws what a scanner would open: the page, and the scene as WeChat hands it over. */
const drawn = (page: string, scene: string) => ({
  type: 'image/png',
  bytes: pngOf(encodeQR(`${page}?scene=${encodeURIComponent(scene)}`, 'raw')).toString('base64'),
})

describe('a code', () => {
  test('of a station leads to its page, and WeChat is asked for it once', async () => {
    const first = await station()
    expect([first.status, first.body]).toEqual([
      200,
      { path: '/pages/station/index?id=hp001', picture: drawn('pages/station/index', 's=hp001') },
    ])
    expect((await station(await world.as('district'))).body).toEqual(first.body)
    expect(calls()).toBe(1)
  })
  test('of a session too', async () => {
    const picture = drawn('pages/session/index', `e=${TALK}`)
    for (let asked = 0; asked < 2; asked++)
      expect((await session()).body).toEqual({ path: `/pages/session/index?id=${TALK}`, picture })
    expect(calls()).toBe(1)
  })
  test('leads to one app and one version of it: another is asked for anew', async () => {
    const other = { ...wechat.settings, release: 'trial' as const }
    await station()
    Object.assign(world.deps, { wechat: { ...world.deps.wechat, release: other.release } })
    await station()
    Object.assign(world.deps, { wechat: { ...world.deps.wechat, appid: 'wx0000000000000009' } })
    await station()
    expect(calls()).toBe(3)
  })
  test('that leads to a page which is not published yet is made for a version that is being tried', async () => {
    await wechat.stop()
    wechat = await connectWechat(world, { pages: [] })
    expect(said(await station())).toEqual([409, 'code-not-made', null])
    const trial = wechat.clientOf(world.deps, { release: 'trial' })
    Object.assign(world.deps, { wechat: trial })
    expect((await station()).status).toBe(200)
  })
  test.each([
    ['another station’s manager', 'manager', 'hp099', 'hp099.lunch-2611231200'],
    ['a resident', 'resident', 'hp001', TALK],
    ['anybody, of what is not there', 'district', 'hp998', 'hp001.none-2611231400'],
  ] as const)('is not for %s', async (_, who, place, one) => {
    const asking = await world.as(who)
    expect((await station(asking, place)).status).toBe(404)
    expect((await session(asking, one)).status).toBe(404)
    expect(calls()).toBe(0)
  })
  test('is not for who is not logged in', async () => {
    expect([(await station(world.ask)).status, (await session(world.ask)).status]).toEqual([401, 401])
  })
  test('where WeChat is off is the path alone, for an ordinary one', async () => {
    Object.assign(world.deps, { wechat: undefined })
    expect((await station()).body).toEqual({ path: '/pages/station/index?id=hp001' })
    expect((await session()).body).toEqual({ path: `/pages/session/index?id=${TALK}` })
  })
})

describe('a session with a long id', () => {
  const LONG = `hp001.${'summer'.repeat(4)}-2611231400`
  afterEach(() => world.db.query('delete from session where id = $1', [LONG]))
  test('has a short name in its code, by which it is found', async () => {
    await world.db.query(
      `insert into session select (jsonb_populate_record(s, jsonb_build_object('id', $1::text))).* from session s where id = $2`,
      [LONG, TALK],
    )
    const short = shortOf(LONG)
    expect(short).toMatch(/^hp001\.-[0-9a-f]{20}$/)
    expect((await session(manager, LONG)).body).toEqual({
      path: `/pages/session/index?id=${LONG}`,
      picture: drawn('pages/session/index', `e=${short}`),
    })
    expect((await world.ask('GET', `/api/sessions/${short}`)).body.session.id).toBe(LONG)
    for (const other of [short.replace('hp001', 'hp099'), `hp001.-${'0'.repeat(20)}`])
      expect((await world.ask('GET', `/api/sessions/${other}`)).status).toBe(404)
  })
})

describe('WeChat', () => {
  test('is busy: told so, and not asked again for some seconds', async () => {
    wechat.standIn.answerNext('getwxacodeunlimit', -1, 3)
    expect(said(await station())).toEqual([503, 'unavailable', '5'])
    expect(said(await station())).toEqual([503, 'unavailable', '5'])
    expect(calls()).toBe(3)
    world.clock.now += 5_000
    expect((await station()).status).toBe(200)
    expect(calls()).toBe(4)
  })
  test('takes no more in this minute: not before the next one', async () => {
    await wechat.stop()
    wechat = await connectWechat(world, { limits: { getwxacodeunlimit: { minute: 1 } } })
    expect((await station()).status).toBe(200)
    expect(said(await session())).toEqual([503, 'unavailable', '60'])
    world.clock.now += MINUTE - 1
    expect(said(await session())).toEqual([503, 'unavailable', '60'])
    expect(calls()).toBe(2)
    world.clock.now += 1
    expect((await session()).status).toBe(200)
  })
  test('says no for good: a refusal with its number, in words', async () => {
    wechat.standIn.answerNext('getwxacodeunlimit', 40097)
    for (let asked = 0; asked < 3; asked++) {
      const { status, body } = await station()
      expect([status, body.refusal, body.errcode, body.message]).toEqual([
        409,
        'code-not-made',
        '40097',
        '微信没有给出这个码（40097）。请把这个数字告诉管小程序的人。',
      ])
    }
    expect(calls()).toBe(1)
    world.clock.now += MINUTE
    expect((await station()).status).toBe(200)
  })
  test('does not know the token any more: another is fetched, and nobody notices', async () => {
    await station()
    wechat.standIn.revokeToken()
    expect((await session()).status).toBe(200)
  })
  test('is not there', async () => {
    await wechat.standIn.die('hang-up')
    expect(said(await station())).toEqual([503, 'unavailable', '5'])
    await wechat.standIn.revive()
  })
  test('is asked for so many a minute and no more, whoever asks', async () => {
    await world.db.query(
      `insert into mini_code (station_id, appid, release, page, scene, asked_at, not_before)
       select 'hp001', 'wx', 'release', 'p', n::text, now, now
       from generate_series(1, 600) n, to_timestamp($1::float8 / 1000) now`,
      [MONDAY_TEN],
    )
    expect(said(await station()).slice(0, 2)).toEqual([503, 'unavailable'])
    expect(calls()).toBe(0)
    world.clock.now += MINUTE
    expect((await station()).status).toBe(200)
  })
})

test('whoever died while asking holds nobody up for longer than half a minute', async () => {
  const gone = { ...world.deps.wechat, miniCode: () => Promise.reject(new Error('died')) }
  const dead = createApp({ ...world.deps, wechat: gone as never })
  const { body } = await world.ask('POST', '/api/login', { persona: 'manager' })
  const headers = { authorization: `Bearer ${body.token}` }
  expect((await dead.request('/api/stations/hp001/code', { headers })).status).toBe(500)
  world.clock.now += 30_000
  expect((await station()).status).toBe(200)
})

test('a session’s goes a week after it is over, a station’s stays', async () => {
  await Promise.all([station(), session()])
  const left = async () =>
    (await world.db.query<{ scene: string }>('select scene from mini_code order by 1')).map((row) => row.scene)
  const over = MONDAY_TEN + 5 * HOUR
  world.clock.now = over + 7 * DAY
  await tick(world.deps)
  expect(await left()).toEqual([`e=${TALK}`, 's=hp001'])
  world.clock.now += 1
  await tick(world.deps)
  expect(await left()).toEqual(['s=hp001'])
})

describe('an invitation', () => {
  const invite = async (): Promise<string> => (await resident('POST', `/api/people/${CHILD}/invitation`)).body.code
  const draw = (code: string, who: World['ask'] = resident) => who('POST', '/api/invitations/code', { code })
  test('leads to where its code is typed in, and is kept nowhere', async () => {
    const code = await invite()
    expect((await draw(code.toUpperCase())).body).toEqual({
      path: `/more/pages/household/index?code=${code}`,
      picture: drawn('more/pages/household/index', `g=${code}`),
    })
    expect(await world.db.query('select 1 from mini_code')).toEqual([])
    const everything = await world.db.query('select i::text from guardian_invitation i')
    expect(JSON.stringify([everything, world.logged])).not.toContain(code)
  })
  test('is asked for every ten seconds at most', async () => {
    const code = await invite()
    const all = await Promise.all(Array.from({ length: 5 }, () => draw(code)))
    expect(all.map(({ status }) => status).sort()).toEqual([200, 503, 503, 503, 503])
    expect(said(await draw(code))).toEqual([503, 'unavailable', '10'])
    world.clock.now += 10_000
    expect((await draw(code)).status).toBe(200)
    // Another code for the same child is no way around it.
    expect((await draw(await invite())).status).toBe(503)
    expect(calls()).toBe(2)
  })
  test('of another’s, one that is over or none is not asked for', async () => {
    const code = await invite()
    expect((await draw(code, await world.as('elder'))).body.refusal).toBe('bad-invitation')
    expect((await draw('0000000000')).body.refusal).toBe('bad-invitation')
    world.clock.now += 3 * DAY
    expect((await draw(code)).body.refusal).toBe('bad-invitation')
    expect(calls()).toBe(0)
  })
  test('that WeChat does not draw is told as any other', async () => {
    wechat.standIn.answerNext('getwxacodeunlimit', 41030)
    expect(said(await draw(await invite()))).toEqual([409, 'code-not-made', null])
  })
})
