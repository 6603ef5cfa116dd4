import { RECOVERY_CODES } from '@core/account/code/recovery-code'
import { FRESH_LOGIN } from '@core/account/passkey'
import { findViolations } from '../../runtime/invariants/find-violations'
import { resetDistrict } from '../../testing/world/reset'
import { openWorld, type Someone, type World } from '../../testing/world/world'

let world: World
let manager: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await resetDistrict(world)
  manager = await world.as('manager')
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

const make = async (): Promise<string[]> => (await manager('POST', '/api/recovery-codes')).body.codes
const left = async () => (await manager('GET', '/api/recovery-codes')).body
const enter = (recovery: string) => world.ask('POST', '/api/login', { recovery, app: 'h5' })

test('a code logs its owner in once, and is counted down', async () => {
  expect(await left()).toEqual({ left: 0 })
  const [code = ''] = await make()
  expect(await left()).toEqual({ left: RECOVERY_CODES })
  const { status, body } = await enter(code)
  expect([status, body.person.id]).toEqual([200, manager.id])
  expect(await left()).toEqual({ left: RECOVERY_CODES - 1 })
  expect((await enter(code)).body.refusal).toBe('recovery-wrong')
})
test('a new set replaces the one before, used or not', async () => {
  const [used = '', unused = ''] = await make()
  await enter(used)
  const [fresh = ''] = await make()
  for (const old of [used, unused]) expect((await enter(old)).body.refusal).toBe('recovery-wrong')
  expect(await left()).toEqual({ left: RECOVERY_CODES })
  expect((await enter(fresh)).status).toBe(200)
})
test('a set takes a login that was made ten minutes ago at most, and one by a recovery code will do', async () => {
  const [code = ''] = await make()
  world.clock.now += FRESH_LOGIN
  const { status, body } = await manager('POST', '/api/recovery-codes')
  expect([status, body.refusal, body.minutes]).toEqual([409, 'login-not-fresh', 10])
  const { token } = (await enter(code)).body
  const again = await world.ask('POST', '/api/recovery-codes', undefined, { authorization: `Bearer ${token}` })
  expect(again.status).toBe(201)
})
test('codes are not stored in plain text, and are erased with their owner', async () => {
  const elder = await world.as('elder')
  const { codes } = (await elder('POST', '/api/recovery-codes')).body
  expect(JSON.stringify(await world.db.query('select * from recovery_code'))).not.toContain(codes[0])
  await elder('DELETE', '/api/me?sure=yes')
  expect(await world.db.query('select 1 from recovery_code')).toEqual([])
  expect((await enter(codes[0])).body.refusal).toBe('recovery-wrong')
})
test.each(['', 'abcde', '0'.repeat(16), '0'.repeat(21)])('%j is no code: 400', async (typed) => {
  expect((await enter(typed)).status).toBe(400)
})
