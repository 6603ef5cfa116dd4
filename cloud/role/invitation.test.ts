import { DAY, MINUTE, moment } from '@core/time'
import encodeQR from 'qr'
import { pngOf } from '../../e2e/wechat/png'
import { createApp } from '../app'
import { beginAnew } from '../testing/anew'
import { findViolations, footprint } from '../testing/invariants'
import { meddled } from '../testing/meddling'
import {
  codeOf,
  end,
  give,
  invite,
  list,
  mine,
  ROSTER,
  refusalOf,
  type Someone,
  staff,
  station,
  take,
} from '../testing/role'
import { connectWechat } from '../testing/wechat'
import { MONDAY_TEN, openWorld, type World } from '../testing/world'
import { tick } from '../tick'

let world: World
let manager: Someone
let duty: Someone
let resident: Someone
let elder: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await beginAnew(world)
  manager = await world.as('manager')
  duty = await world.as('district')
  resident = await world.as('resident')
  elder = await world.as('elder')
  // The key is made once; what follows is to leave nothing behind.
  await take(elder, 'A'.repeat(30))
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

describe('an invitation', () => {
  test('says who invites to what, and gives it to who says yes', async () => {
    const made = await invite(manager, staff)
    expect([made.status, made.body]).toEqual([
      201,
      { id: expect.any(String), code: expect.stringMatching(/^[\w-]{30}$/), until: moment(MONDAY_TEN + 3 * DAY) },
    ])
    const { code } = made.body
    const before = await footprint(world.db)
    const seen = await take(elder, code, { preview: true })
    const what = { role: staff, place: '综合体', by: '梁*', until: moment(MONDAY_TEN + 3 * DAY) }
    expect([seen.status, seen.body]).toEqual([200, what])
    expect(await footprint(world.db)).toEqual(before)
    expect(await mine(elder)).toEqual([])
    world.clock.now += DAY
    expect((await take(elder, code)).body).toEqual(what)
    expect(await mine(elder)).toEqual([staff])
    expect((await elder('GET', ROSTER)).status).toBe(200)
    expect((await elder('GET', '/api/stations/hp001/sheet?day=2026-11-23')).status).toBe(404)
  })
  test('is taken once', async () => {
    const code = await codeOf(manager, staff)
    await take(elder, code)
    for (const more of [{}, { preview: true }]) {
      expect(await refusalOf(resident, code, more)).toBe('invitation-used')
      // Who took it is told something else: an answer may have been lost.
      expect(await refusalOf(elder, code, more)).toBe('has-role-already')
    }
    expect(await mine(resident)).toEqual([])
  })
  test('is not used up by who is that already', async () => {
    await give(manager, elder, staff)
    const code = await codeOf(manager, staff)
    expect(await refusalOf(elder, code)).toBe('has-role-already')
    expect((await take(resident, code)).status).toBe(200)
  })
  test('is good for three days', async () => {
    const code = await codeOf(manager, staff)
    world.clock.now += 3 * DAY - MINUTE
    expect((await take(elder, code, { preview: true })).status).toBe(200)
    world.clock.now += MINUTE
    expect(await refusalOf(elder, code)).toBe('invitation-expired')
    await tick(world.deps)
    expect(await world.db.query('select 1 from role_invitation')).toEqual([])
    expect(await refusalOf(elder, code)).toBe('invitation-expired')
  })
  test('ends with a word of who may give it, whoever made it', async () => {
    const { id, code } = (await invite(manager, staff)).body
    expect((await resident('DELETE', `/api/roles/invitations/${id}`)).status).toBe(404)
    expect((await duty('DELETE', `/api/roles/invitations/${id}`)).body).toEqual({ withdrawn: id })
    expect(await refusalOf(elder, code)).toBe('invitation-withdrawn')
    expect((await duty('DELETE', `/api/roles/invitations/${id}`)).status).toBe(404)
  })
  test('that was taken cannot be withdrawn', async () => {
    const { id, code } = (await invite(manager, staff)).body
    await take(elder, code)
    expect((await manager('DELETE', `/api/roles/invitations/${id}`)).status).toBe(404)
  })
  test('ends with the role of who made it, and does not come back with it', async () => {
    await give(duty, elder, station)
    const code = await codeOf(elder, staff)
    await end(duty, elder.id, station)
    expect(await refusalOf(resident, code)).toBe('invitation-withdrawn')
    await give(duty, elder, station)
    expect(await refusalOf(resident, code)).toBe('invitation-withdrawn')
  })
  test('ends with who made it', async () => {
    await give(duty, elder, station)
    const code = await codeOf(elder, staff)
    expect((await elder('DELETE', '/api/me?sure=yes')).status).toBe(200)
    expect(await refusalOf(resident, code)).toBe('invitation-withdrawn')
  })
  test('is one of twenty that are open', async () => {
    const codes: string[] = []
    for (let nth = 0; nth < 20; nth++) codes.push(await codeOf(manager, staff))
    const { status, body } = await invite(manager, station)
    expect([status, body.refusal, body.most]).toEqual([409, 'invitations-full', 20])
    await take(elder, codes[0] as string)
    expect((await invite(manager, station)).status).toBe(201)
    expect((await invite(manager, station)).status).toBe(409)
    world.clock.now += 3 * DAY
    expect((await invite(manager, station)).status).toBe(201)
  })
  test('asks for a name, so that it can be seen who took it', async () => {
    const code = await codeOf(manager, staff)
    await world.db.query(`update person set name = '' where id = $1`, [elder.id])
    expect((await take(elder, code, { preview: true })).status).toBe(200)
    expect(await refusalOf(elder, code)).toBe('name-needed')
    await elder('PATCH', `/api/people/${elder.id}`, { name: '陈伯安' })
    expect((await take(elder, code)).status).toBe(200)
  })
  test('is in no column of the database, and not told again', async () => {
    const { code, id } = (await invite(manager, staff)).body
    expect(JSON.stringify(await world.db.query('select * from role_invitation'))).not.toContain(code)
    const { open } = await list(manager)
    expect(open).toEqual([{ id, role: staff, by: '梁*', until: moment(MONDAY_TEN + 3 * DAY) }])
  })
})

describe('its picture', () => {
  const ask = (who: Someone, code: string) => who('POST', '/api/roles/code', { code })
  test('is of WeChat’s, for who made it; without WeChat there is the page', async () => {
    const code = await codeOf(manager, staff)
    expect((await ask(manager, code)).body).toEqual({ path: `/more/pages/role/index?code=${code}` })
    world.clock.now += MINUTE
    const page = 'more/pages/role/index'
    const wechat = await connectWechat(world, { pages: [page] })
    const { status, body } = await ask(manager, code)
    await wechat.stop()
    Object.assign(world.deps, { wechat: undefined, sealer: undefined })
    // The stand-in draws what a scanner would open.
    const drawn = pngOf(encodeQR(`${page}?scene=${encodeURIComponent(`r=${code}`)}`, 'raw')).toString('base64')
    expect([status, body.picture]).toEqual([200, { type: 'image/png', bytes: drawn }])
  })
  test('is asked for no oftener than somebody taps, and by nobody else', async () => {
    const code = await codeOf(manager, staff)
    expect((await ask(duty, code)).status).toBe(404)
    expect((await ask(manager, code)).status).toBe(200)
    expect((await ask(manager, code)).status).toBe(503)
    world.clock.now += 10_000
    expect((await ask(manager, code)).status).toBe(200)
    await take(elder, code)
    world.clock.now += 10_000
    expect((await ask(manager, code)).status).toBe(404)
  })
})

describe('a code that is not ours', () => {
  test('is refused by what it says of itself: nobody looks for it', async () => {
    const code = await codeOf(manager, staff)
    const asked: string[] = []
    const looked = meddled(world.db, /role_invitation|accept_role_invitation/, async (ask, text, params) => {
      asked.push(text)
      return ask(text, params)
    })
    const app = createApp({ ...world.deps, db: looked })
    const { body } = await world.ask('POST', '/api/login', { persona: 'elder' })
    const ask = async (some: string) => {
      const headers = { authorization: `Bearer ${body.token}`, 'content-type': 'application/json' }
      const response = await app.request('/api/roles', {
        method: 'POST',
        headers,
        body: JSON.stringify({ code: some }),
      })
      return ((await response.json()) as { refusal: string }).refusal
    }
    const other = code.startsWith('B') ? 'C' : 'B'
    for (const forged of [
      'A'.repeat(30),
      other + code.slice(1),
      code.slice(0, -2) + (code.endsWith('AA') ? 'EA' : 'AA'),
    ])
      expect(await ask(forged)).toBe('invitation-forged')
    world.clock.now += 3 * DAY
    expect(await ask(code)).toBe('invitation-expired')
    expect(asked).toEqual([])
    world.clock.now -= 3 * DAY
    expect(await ask(code)).toBeUndefined()
    expect(asked).toHaveLength(2)
  })
  test('is one that is no code at all', async () => {
    for (const code of ['', 'A'.repeat(29), 'A'.repeat(31), `${'A'.repeat(29)}!`]) {
      const { status, body } = await take(elder, code)
      expect([status, body.where]).toEqual([400, 'code'])
    }
  })
  test('another process, and one started later, knows ours', async () => {
    const code = await codeOf(manager, staff)
    const app = createApp(world.deps)
    const { body } = await world.ask('POST', '/api/login', { persona: 'elder' })
    const headers = { authorization: `Bearer ${body.token}`, 'content-type': 'application/json' }
    const response = await app.request('/api/roles', { method: 'POST', headers, body: JSON.stringify({ code }) })
    expect(response.status).toBe(200)
  })
  test('a key that another process may not have seen yet signs nothing', async () => {
    // This one has looked at the keys just now, and looks again in ten minutes.
    await codeOf(manager, staff)
    await world.db.query('update pass_key set made_at = $1', [moment(world.clock.now - 90 * DAY)])
    await tick(world.deps)
    expect(await world.db.query('select 1 from pass_key')).toHaveLength(2)
    const later = createApp(world.deps)
    const { body } = await world.ask('POST', '/api/login', { persona: 'manager' })
    const headers = { authorization: `Bearer ${body.token}`, 'content-type': 'application/json' }
    const made = await later.request('/api/roles/invitations', {
      method: 'POST',
      headers,
      body: JSON.stringify({ role: staff }),
    })
    const { code } = (await made.json()) as { code: string }
    expect((await take(elder, code)).status).toBe(200)
    await world.db.query('delete from pass_key where id > 1')
  })
})
