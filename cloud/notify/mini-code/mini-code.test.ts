import { DAY, HOUR, MINUTE } from '@core/base/time'
import encodeQR from 'qr'
import { pngOf } from '../../../stand-in/endpoints/png'
import { createApp } from '../../runtime/app'
import { runJobs } from '../../runtime/jobs'
import { type Connected, connectWechat } from '../../testing/wechat/wechat'
import { resetDistrict } from '../../testing/world/reset'
import { type Answer, CHILD, MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'
import { shortSessionName } from './short-name'

const TALK = 'hp001.talk-2611231400'
const PAGES = ['pages/station/index', 'pages/session/index', 'resident/pages/household/index']
let world: World
let wechat: Connected
let manager: Someone
let resident: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await resetDistrict(world)
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
const outcomeOf = ({ status, body, headers }: Answer) => [status, body.refusal ?? body.code, headers.get('retry-after')]

/** The stand-in's picture: a QR code of the page and its scene, as WeChat passes it on. */
const pictureOf = (page: string, scene: string) => ({
  type: 'image/png',
  bytes: pngOf(encodeQR(`${page}?scene=${encodeURIComponent(scene)}`, 'raw')).toString('base64'),
})

describe('a mini code', () => {
  test('of a station opens its page, and is requested from WeChat once', async () => {
    const first = await station()
    expect([first.status, first.body]).toEqual([
      200,
      { path: '/pages/station/index?id=hp001', picture: pictureOf('pages/station/index', 's=hp001') },
    ])
    expect((await station(await world.as('district'))).body).toEqual(first.body)
    expect(calls()).toBe(1)
  })
  test('of a session opens its page, and is requested from WeChat once', async () => {
    const picture = pictureOf('pages/session/index', `e=${TALK}`)
    for (let time = 0; time < 2; time++)
      expect((await session()).body).toEqual({ path: `/pages/session/index?id=${TALK}`, picture })
    expect(calls()).toBe(1)
  })
  test('is requested again for another app or another version of it', async () => {
    const other = { ...wechat.settings, release: 'trial' as const }
    await station()
    Object.assign(world.deps, { wechat: { ...world.deps.wechat, release: other.release } })
    await station()
    Object.assign(world.deps, { wechat: { ...world.deps.wechat, appid: 'wx0000000000000009' } })
    await station()
    expect(calls()).toBe(3)
  })
  test('of an unpublished page is refused for the release, and made for the trial version', async () => {
    await wechat.stop()
    wechat = await connectWechat(world, { pages: [] })
    expect(outcomeOf(await station())).toEqual([409, 'code-not-made', null])
    const trial = wechat.clientOf(world.deps, { release: 'trial' })
    Object.assign(world.deps, { wechat: trial })
    expect((await station()).status).toBe(200)
  })
  test.each([
    ['the manager of another station', 'manager', 'hp099', 'hp099.lunch-2611231200'],
    ['a resident', 'resident', 'hp001', TALK],
    ['anybody, for an unknown station or session', 'district', 'hp998', 'hp001.none-2611231400'],
  ] as const)('answers 404 to %s', async (_, who, place, one) => {
    const asking = await world.as(who)
    expect((await station(asking, place)).status).toBe(404)
    expect((await session(asking, one)).status).toBe(404)
    expect(calls()).toBe(0)
  })
  test('answers 401 without a login', async () => {
    expect([(await station(world.ask)).status, (await session(world.ask)).status]).toEqual([401, 401])
  })
  test('is only the path of its page without WeChat', async () => {
    Object.assign(world.deps, { wechat: undefined })
    expect((await station()).body).toEqual({ path: '/pages/station/index?id=hp001' })
    expect((await session()).body).toEqual({ path: `/pages/session/index?id=${TALK}` })
  })
})

describe('a session with a long id', () => {
  const LONG = `hp001.${'summer'.repeat(4)}-2611231400`
  afterEach(() => world.db.query('delete from session where id = $1', [LONG]))
  test('has a short name in its mini code, by which it is found', async () => {
    await world.db.query(
      `insert into session select (jsonb_populate_record(s, jsonb_build_object('id', $1::text))).* from session s where id = $2`,
      [LONG, TALK],
    )
    const short = shortSessionName(LONG)
    expect(short).toMatch(/^hp001\.-[0-9a-f]{20}$/)
    expect((await session(manager, LONG)).body).toEqual({
      path: `/pages/session/index?id=${LONG}`,
      picture: pictureOf('pages/session/index', `e=${short}`),
    })
    expect((await world.ask('GET', `/api/sessions/${short}`)).body.session.id).toBe(LONG)
    for (const other of [short.replace('hp001', 'hp099'), `hp001.-${'0'.repeat(20)}`])
      expect((await world.ask('GET', `/api/sessions/${other}`)).status).toBe(404)
  })
})

describe('WeChat is', () => {
  test('busy: the answer is 503, and it is not called again for five seconds', async () => {
    wechat.standIn.answerNext('getwxacodeunlimit', -1, 3)
    expect(outcomeOf(await station())).toEqual([503, 'unavailable', '5'])
    expect(outcomeOf(await station())).toEqual([503, 'unavailable', '5'])
    expect(calls()).toBe(3)
    world.clock.now += 5_000
    expect((await station()).status).toBe(200)
    expect(calls()).toBe(4)
  })
  test('out of quota for this minute: it is not called again before the next one', async () => {
    await wechat.stop()
    wechat = await connectWechat(world, { limits: { getwxacodeunlimit: { minute: 1 } } })
    expect((await station()).status).toBe(200)
    expect(outcomeOf(await session())).toEqual([503, 'unavailable', '60'])
    world.clock.now += MINUTE - 1
    expect(outcomeOf(await session())).toEqual([503, 'unavailable', '60'])
    expect(calls()).toBe(2)
    world.clock.now += 1
    expect((await session()).status).toBe(200)
  })
  test('refusing for good: a refusal with its error code and an explanation', async () => {
    wechat.standIn.answerNext('getwxacodeunlimit', 40097)
    for (let time = 0; time < 3; time++) {
      const { status, body } = await station()
      expect([status, body.refusal, body.errcode, body.message]).toEqual([
        409,
        'code-not-made',
        '40097',
        '二维码生成失败（40097）。请把这个数字告诉小程序管理员。',
      ])
    }
    expect(calls()).toBe(1)
    world.clock.now += MINUTE
    expect((await station()).status).toBe(200)
  })
  test('rejecting the token: another is fetched, and the request succeeds', async () => {
    await station()
    wechat.standIn.revokeToken()
    expect((await session()).status).toBe(200)
  })
  test('unreachable: the answer is 503', async () => {
    await wechat.standIn.die('hang-up')
    expect(outcomeOf(await station())).toEqual([503, 'unavailable', '5'])
    await wechat.standIn.revive()
  })
  test('called at most 600 times a minute, by all together', async () => {
    await world.db.query(
      `insert into mini_code (station_id, appid, release, page, scene, asked_at, not_before)
       select 'hp001', 'wx', 'release', 'p', n::text, now, now
       from generate_series(1, 600) n, to_timestamp($1::float8 / 1000) now`,
      [MONDAY_TEN],
    )
    expect(outcomeOf(await station()).slice(0, 2)).toEqual([503, 'unavailable'])
    expect(calls()).toBe(0)
    world.clock.now += MINUTE
    expect((await station()).status).toBe(200)
  })
})

test('the lease of a process that died ends within half a minute', async () => {
  const failing = { ...world.deps.wechat, miniCode: () => Promise.reject(new Error('died')) }
  const crashing = createApp({ ...world.deps, wechat: failing as never })
  const { body } = await world.ask('POST', '/api/login', { persona: 'manager' })
  const headers = { authorization: `Bearer ${body.token}` }
  expect((await crashing.request('/api/stations/hp001/code', { headers })).status).toBe(500)
  world.clock.now += 30_000
  expect((await station()).status).toBe(200)
})

test('the picture of a session is deleted a week after its end; a station’s stays', async () => {
  await Promise.all([station(), session()])
  const left = async () =>
    (await world.db.query<{ scene: string }>('select scene from mini_code order by 1')).map((row) => row.scene)
  const over = MONDAY_TEN + 5 * HOUR
  world.clock.now = over + 7 * DAY
  await runJobs(world.deps)
  expect(await left()).toEqual([`e=${TALK}`, 's=hp001'])
  world.clock.now += 1
  await runJobs(world.deps)
  expect(await left()).toEqual(['s=hp001'])
})

describe('an invitation', () => {
  const invite = async (): Promise<string> => (await resident('POST', `/api/people/${CHILD}/invitation`)).body.code
  const request = (code: string, who: World['ask'] = resident) => who('POST', '/api/invitations/code', { code })
  test('opens the page where its code is entered, and is not stored', async () => {
    const code = await invite()
    expect((await request(code.toUpperCase())).body).toEqual({
      path: `/resident/pages/household/index?code=${code}`,
      picture: pictureOf('resident/pages/household/index', `g=${code}`),
    })
    expect(await world.db.query('select 1 from mini_code')).toEqual([])
    const everything = await world.db.query('select i::text from guardian_invitation i')
    expect(JSON.stringify([everything, world.logged])).not.toContain(code)
  })
  test('is requested from WeChat every ten seconds at most', async () => {
    const code = await invite()
    const all = await Promise.all(Array.from({ length: 5 }, () => request(code)))
    expect(all.map(({ status }) => status).sort()).toEqual([200, 503, 503, 503, 503])
    expect(outcomeOf(await request(code))).toEqual([503, 'unavailable', '10'])
    world.clock.now += 10_000
    expect((await request(code)).status).toBe(200)
    // Another code for the same child is limited too.
    expect((await request(await invite())).status).toBe(503)
    expect(calls()).toBe(2)
  })
  test('of somebody else, unknown or expired, is refused without calling WeChat', async () => {
    const code = await invite()
    expect((await request(code, await world.as('elder'))).body.refusal).toBe('bad-invitation')
    expect((await request('0000000000')).body.refusal).toBe('bad-invitation')
    world.clock.now += 3 * DAY
    expect((await request(code)).body.refusal).toBe('bad-invitation')
    expect(calls()).toBe(0)
  })
  test('refused by WeChat is a refusal like that of any other mini code', async () => {
    wechat.standIn.answerNext('getwxacodeunlimit', 41030)
    expect(outcomeOf(await request(await invite()))).toEqual([409, 'code-not-made', null])
  })
})
