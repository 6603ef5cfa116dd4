import { DAY, MINUTE, moment } from '@core/base/time'
import encodeQR from 'qr'
import { pngOf } from '../../../stand-in/endpoints/png'
import { createApp } from '../../runtime/app'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { footprint } from '../../testing/database/footprint'
import { intercepted } from '../../testing/faults/fault-injection'
import { connectWechat } from '../../testing/wechat/wechat'
import {
  acceptInvitation,
  codeOf,
  end,
  giveRole,
  invite,
  list,
  mine,
  ROSTER,
  refusalOf,
  type Someone,
  staff,
  station,
} from '../../testing/world/roles'
import { MONDAY_TEN, openWorld, type World } from '../../testing/world/world'
import { resetRoles } from '../role/role-setup'

let world: World
let manager: Someone
let duty: Someone
let resident: Someone
let elder: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  ;({ manager, duty, resident, elder } = await resetRoles(world))
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

describe('a role invitation', () => {
  test('states inviter and role in a preview, and grants the role when accepted', async () => {
    const made = await invite(manager, staff)
    expect([made.status, made.body]).toEqual([
      201,
      { id: expect.any(String), code: expect.stringMatching(/^[\w-]{30}$/), until: moment(MONDAY_TEN + 3 * DAY) },
    ])
    const { code } = made.body
    const before = await footprint(world.db)
    const seen = await acceptInvitation(elder, code, { preview: true })
    const what = { role: staff, place: '综合体', by: '梁*', until: moment(MONDAY_TEN + 3 * DAY) }
    expect([seen.status, seen.body]).toEqual([200, what])
    expect(await footprint(world.db)).toEqual(before)
    expect(await mine(elder)).toEqual([])
    world.clock.now += DAY
    expect((await acceptInvitation(elder, code)).body).toEqual(what)
    expect(await mine(elder)).toEqual([staff])
    expect((await elder('GET', ROSTER)).status).toBe(200)
    expect((await elder('GET', '/api/stations/hp001/sheet?day=2026-11-23')).status).toBe(404)
  })
  test('is accepted once', async () => {
    const code = await codeOf(manager, staff)
    await acceptInvitation(elder, code)
    for (const more of [{}, { preview: true }]) {
      expect(await refusalOf(resident, code, more)).toBe('invitation-used')
      // The holder gets another refusal, since the first answer may have been lost.
      expect(await refusalOf(elder, code, more)).toBe('has-role-already')
    }
    expect(await mine(resident)).toEqual([])
  })
  test('is not used up by somebody who has the role already', async () => {
    await giveRole(manager, elder, staff)
    const code = await codeOf(manager, staff)
    expect(await refusalOf(elder, code)).toBe('has-role-already')
    expect((await acceptInvitation(resident, code)).status).toBe(200)
  })
  test('expires after three days', async () => {
    const code = await codeOf(manager, staff)
    world.clock.now += 3 * DAY - MINUTE
    expect((await acceptInvitation(elder, code, { preview: true })).status).toBe(200)
    world.clock.now += MINUTE
    expect(await refusalOf(elder, code)).toBe('invitation-expired')
    await runJobs(world.deps)
    expect(await world.db.query('select 1 from role_invitation')).toEqual([])
    expect(await refusalOf(elder, code)).toBe('invitation-expired')
  })
  test('can be withdrawn by anybody who may grant the role', async () => {
    const { id, code } = (await invite(manager, staff)).body
    expect((await resident('DELETE', `/api/roles/invitations/${id}`)).status).toBe(404)
    expect((await duty('DELETE', `/api/roles/invitations/${id}`)).body).toEqual({ withdrawn: id })
    expect(await refusalOf(elder, code)).toBe('invitation-withdrawn')
    expect((await duty('DELETE', `/api/roles/invitations/${id}`)).status).toBe(404)
  })
  test('that was accepted cannot be withdrawn', async () => {
    const { id, code } = (await invite(manager, staff)).body
    await acceptInvitation(elder, code)
    expect((await manager('DELETE', `/api/roles/invitations/${id}`)).status).toBe(404)
  })
  test('ends with its inviter’s role, and does not come back with that role', async () => {
    await giveRole(duty, elder, station)
    const code = await codeOf(elder, staff)
    await end(duty, elder.id, station)
    expect(await refusalOf(resident, code)).toBe('invitation-withdrawn')
    await giveRole(duty, elder, station)
    expect(await refusalOf(resident, code)).toBe('invitation-withdrawn')
  })
  test('ends when its inviter is erased', async () => {
    await giveRole(duty, elder, station)
    const code = await codeOf(elder, staff)
    expect((await elder('DELETE', '/api/me?sure=yes')).status).toBe(200)
    expect(await refusalOf(resident, code)).toBe('invitation-withdrawn')
  })
  test('is refused while twenty are open', async () => {
    const codes: string[] = []
    for (let nth = 0; nth < 20; nth++) codes.push(await codeOf(manager, staff))
    const { status, body } = await invite(manager, station)
    expect([status, body.refusal, body.most]).toEqual([409, 'invitations-full', 20])
    await acceptInvitation(elder, codes[0] as string)
    expect((await invite(manager, station)).status).toBe(201)
    expect((await invite(manager, station)).status).toBe(409)
    world.clock.now += 3 * DAY
    expect((await invite(manager, station)).status).toBe(201)
  })
  test('can only be accepted by somebody with a name', async () => {
    const code = await codeOf(manager, staff)
    await world.db.query(`update person set name = '' where id = $1`, [elder.id])
    expect((await acceptInvitation(elder, code, { preview: true })).status).toBe(200)
    expect(await refusalOf(elder, code)).toBe('name-needed')
    await elder('PATCH', `/api/people/${elder.id}`, { name: '陈伯安' })
    expect((await acceptInvitation(elder, code)).status).toBe(200)
  })
  test('is not stored in plain text, and its code is not shown again', async () => {
    const { code, id } = (await invite(manager, staff)).body
    expect(JSON.stringify(await world.db.query('select * from role_invitation'))).not.toContain(code)
    const { open } = await list(manager)
    expect(open).toEqual([{ id, role: staff, by: '梁*', until: moment(MONDAY_TEN + 3 * DAY) }])
  })
})

describe('the mini-program code of a role invitation', () => {
  const ask = (who: Someone, code: string) => who('POST', '/api/roles/code', { code })
  test('is drawn by WeChat for the inviter; without WeChat the answer is the page', async () => {
    const code = await codeOf(manager, staff)
    expect((await ask(manager, code)).body).toEqual({ path: `/resident/pages/my-roles/index?code=${code}` })
    world.clock.now += MINUTE
    const page = 'resident/pages/my-roles/index'
    const wechat = await connectWechat(world, { pages: [page] })
    const { status, body } = await ask(manager, code)
    await wechat.stop()
    Object.assign(world.deps, { wechat: undefined, sealer: undefined })
    // The stand-in draws what a scanner would open.
    const drawn = pngOf(encodeQR(`${page}?scene=${encodeURIComponent(`r=${code}`)}`, 'raw')).toString('base64')
    expect([status, body.picture]).toEqual([200, { type: 'image/png', bytes: drawn }])
  })
  test('is rate-limited, and 404 for others and after the invitation was accepted', async () => {
    const code = await codeOf(manager, staff)
    expect((await ask(duty, code)).status).toBe(404)
    expect((await ask(manager, code)).status).toBe(200)
    expect((await ask(manager, code)).status).toBe(503)
    world.clock.now += 10_000
    expect((await ask(manager, code)).status).toBe(200)
    await acceptInvitation(elder, code)
    world.clock.now += 10_000
    expect((await ask(manager, code)).status).toBe(404)
  })
})

describe('verifying a role code', () => {
  test('refuses forged and expired codes without a query', async () => {
    const code = await codeOf(manager, staff)
    const queries: string[] = []
    const watched = intercepted(world.db, /role_invitation|accept_role_invitation/, async (ask, text, params) => {
      queries.push(text)
      return ask(text, params)
    })
    const app = createApp({ ...world.deps, db: watched })
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
    expect(queries).toEqual([])
    world.clock.now -= 3 * DAY
    expect(await ask(code)).toBeUndefined()
    expect(queries).toHaveLength(2)
  })
  test('refuses malformed codes as bad-input', async () => {
    for (const code of ['', 'A'.repeat(29), 'A'.repeat(31), `${'A'.repeat(29)}!`]) {
      const { status, body } = await acceptInvitation(elder, code)
      expect([status, body.where]).toEqual([400, 'code'])
    }
  })
  test('accepts a code in a process that was started later', async () => {
    const code = await codeOf(manager, staff)
    const app = createApp(world.deps)
    const { body } = await world.ask('POST', '/api/login', { persona: 'elder' })
    const headers = { authorization: `Bearer ${body.token}`, 'content-type': 'application/json' }
    const response = await app.request('/api/roles', { method: 'POST', headers, body: JSON.stringify({ code }) })
    expect(response.status).toBe(200)
  })
  test('works in processes that have not loaded the newest key, which does not sign yet', async () => {
    // This process has just loaded the keys, and loads them again in ten minutes.
    await codeOf(manager, staff)
    await world.db.query('update pass_key set made_at = $1', [moment(world.clock.now - 90 * DAY)])
    await runJobs(world.deps)
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
    expect((await acceptInvitation(elder, code)).status).toBe(200)
    await world.db.query('delete from pass_key where id > 1')
  })
})
