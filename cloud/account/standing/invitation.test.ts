import { DAY, HOUR, moment } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { acceptInvitation, codeOf, refusalOf, staff } from '../../testing/world/roles'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'
import { resetRoles } from '../role/role-setup'

let world: World
let duty: Someone
let elder: Someone
let resident: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  ;({ duty, elder, resident } = await resetRoles(world))
  await world.db.query('truncate standing', [])
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

const invite = (more: object = {}, who = duty) =>
  who('POST', '/api/standings/invitations', { kind: 'veteran', ...more })
const codeTo = async (more: object = {}): Promise<string> => (await invite(more)).body.code
const standingOf = async (who: Someone) => (await who('GET', '/api/me')).body.person.standing
const listed = async () => (await duty('GET', '/api/standings?kind=veteran')).body

test('states who invites to which standing, and gives it when accepted', async () => {
  const made = await invite({ until: '2027-06-30' })
  expect([made.status, made.body]).toEqual([
    201,
    { id: expect.any(String), code: expect.stringMatching(/^[\w-]{30}$/), until: moment(MONDAY_TEN + 3 * DAY) },
  ])
  const { id, code } = made.body
  expect(await listed()).toMatchObject({ open: [{ id, holdsTo: '2027-06-30', until: moment(MONDAY_TEN + 3 * DAY) }] })
  const what = { standing: 'veteran', holdsTo: '2027-06-30', by: expect.any(String), until: made.body.until }
  expect((await acceptInvitation(elder, code, { preview: true })).body).toEqual(what)
  expect(await standingOf(elder)).toEqual([])
  expect((await acceptInvitation(elder, code)).body).toEqual(what)
  expect(await standingOf(elder)).toEqual(['veteran'])
  expect(await listed()).toMatchObject({ open: [], held: [{ until: '2027-06-30' }] })
  expect(await world.db.query('select by_id from standing where person_id = $1', [elder.id])).toEqual([
    { by_id: duty.id },
  ])
  expect((await elder('GET', '/api/me')).body.roles).toEqual([])
})

test('is accepted once, and not used up by somebody who has the standing', async () => {
  const code = await codeTo()
  await acceptInvitation(elder, code)
  expect([await refusalOf(resident, code), await refusalOf(elder, code)]).toEqual(['invitation-used', 'standing-held'])
  const second = await codeTo({ until: '2027-01-01' })
  expect(await refusalOf(elder, second)).toBe('standing-held')
  // An invitation changes no day that was given before.
  expect((await listed()).held).toEqual([expect.not.objectContaining({ until: expect.anything() })])
  expect((await acceptInvitation(resident, second)).status).toBe(200)
})

test('ends after three days, or with the last day of the standing', async () => {
  const [long, today] = [await codeTo(), await codeTo({ until: '2026-11-23' })]
  world.clock.now = MONDAY_TEN + 14 * HOUR - 1
  expect((await acceptInvitation(elder, today, { preview: true })).status).toBe(200)
  world.clock.now += 1
  expect(await refusalOf(elder, today)).toBe('invitation-expired')
  world.clock.now = MONDAY_TEN + 3 * DAY - 1
  expect((await acceptInvitation(elder, long, { preview: true })).status).toBe(200)
  world.clock.now += 1
  expect(await refusalOf(elder, long)).toBe('invitation-expired')
  await runJobs(world.deps)
  expect(await world.db.query('select 1 from role_invitation', [])).toEqual([])
})

test('is made, listed and withdrawn by the district alone', async () => {
  const manager = await world.as('manager')
  const { id, code } = (await invite()).body
  expect((await invite({}, manager)).status).toBe(404)
  expect((await manager('DELETE', `/api/roles/invitations/${id}`)).status).toBe(404)
  expect((await duty('DELETE', `/api/roles/invitations/${id}`)).status).toBe(200)
  expect(await refusalOf(elder, code)).toBe('invitation-withdrawn')
})

test('somebody new in a browser joins by it', async () => {
  const code = await codeTo()
  const shown = await world.ask('POST', '/api/join/preview', { code })
  expect(shown.body).toMatchObject({ standing: 'veteran' })
  const { status, body } = await world.ask('POST', '/api/join', { code, name: '黎子晴' })
  expect([status, body.person.standing, body.roles]).toEqual([201, ['veteran'], []])
})

test('counts with invitations to roles: twenty are open at most', async () => {
  for (let nth = 0; nth < 19; nth++) await codeTo()
  await codeOf(duty, staff)
  const { status, body } = await invite()
  expect([status, body.refusal]).toEqual([409, 'invitations-full'])
})

test('ends with the role of whoever made it', async () => {
  const code = await codeTo()
  await world.db.query(`insert into role (person_id, role, scope, since) values ($1, 'district', '', now())`, [
    elder.id,
  ])
  await elder('POST', '/api/roles/end', { person: duty.id, role: { role: 'district' } })
  expect(await refusalOf(resident, code)).toBe('invitation-withdrawn')
})

test.each([{ kind: 'member' }, { until: '2026-11-22' }, { until: 'soon' }])('%j is bad input', async (body) => {
  expect((await invite(body)).status).toBe(400)
})
