import { DAY, HOUR, MINUTE } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs, runWechatJobs } from '../../runtime/jobs'
import { type Connected, connectWechat } from '../../testing/wechat/wechat'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetDistrict } from '../../testing/world/reset'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'

const TALK = 'hp001.talk-2611231400'
let world: World
let wechat: Connected
let resident: Someone
let strike: string
beforeEach(async () => {
  world ??= await openWorld()
  await resetDistrict(world)
  wechat = await connectWechat(world, { words: { risky: ['违规'], review: ['可疑'] } })
  resident = await world.as('resident')
  const { body } = await resident(
    'POST',
    '/api/bookings',
    { session: TALK, people: [resident.id] },
    newIdempotencyKey(),
  )
  strike = body.booking.id
  // Nobody came.
  world.clock.now = MONDAY_TEN + DAY
  await runJobs(world.deps)
  await wechat.meet(resident.id, 'o-resident')
})
afterEach(async () => {
  expect(await findViolations(world.db, world.clock.now)).toEqual({})
  await wechat.stop()
})
afterAll(() => world.close())

const appeal = (words: string) => resident('POST', `/api/strikes/${strike}/appeal`, { words })
const status = async () => (await resident('GET', '/api/strikes')).body.strikes[0].status
const seenBy = async (persona: 'manager' | 'district') => {
  const who = await world.as(persona)
  return (await who('GET', '/api/appeals')).body.appeals.map((one: { strike: { appeal: string } }) => one.strike.appeal)
}
const answer = async (persona: 'manager' | 'district') =>
  (await (await world.as(persona))('POST', `/api/appeals/${strike}`, { forgive: true, words: '好' })).status
const later = async (ms: number) => {
  world.clock.now += ms
  await runWechatJobs(world.deps)
}

test('an appeal that passes moderation is visible to the manager at once', async () => {
  expect((await appeal('电梯坏了')).status).toBe(200)
  expect(await seenBy('manager')).toEqual(['电梯坏了'])
})

test('a rejected appeal is not stored, and can be rephrased', async () => {
  const { status: code, body } = await appeal('违规的话')
  expect([code, body.refusal, await status(), await seenBy('district')]).toEqual([409, 'words-risky', 'counts', []])
  expect((await appeal('电梯坏了')).status).toBe(200)
  expect((await appeal('再写一次')).body.refusal).toBe('appealed-already')
})

test('while WeChat is unreachable an appeal is held, and released after a later check', async () => {
  await wechat.standIn.die('hang-up')
  expect((await appeal('电梯坏了')).body.strike).toMatchObject({ status: 'appealed', appeal: '电梯坏了' })
  expect([await seenBy('manager'), await seenBy('district'), await answer('manager')]).toEqual([[], [], 404])
  await later(0)
  await wechat.standIn.revive()
  await later(9 * MINUTE)
  expect(await seenBy('manager')).toEqual([])
  await later(MINUTE)
  expect(await seenBy('manager')).toEqual(['电梯坏了'])
  expect(await answer('manager')).toBe(200)
})

test('a held appeal that is then rejected counts as not made, and can be rephrased', async () => {
  await wechat.standIn.die('hang-up')
  await appeal('违规的话')
  await wechat.standIn.revive()
  await later(0)
  expect([await status(), await seenBy('district')]).toEqual(['counts', []])
  expect((await appeal('电梯坏了')).status).toBe(200)
  expect(await seenBy('manager')).toEqual(['电梯坏了'])
})

test('an appeal that WeChat cannot judge within a day is answered by the district', async () => {
  await appeal('有点可疑')
  for (let hour = 0; hour < 23; hour++) await later(HOUR)
  expect([await seenBy('manager'), await seenBy('district'), await answer('district')]).toEqual([[], [], 404])
  await later(HOUR)
  expect([await seenBy('manager'), await seenBy('district')]).toEqual([[], ['有点可疑']])
  expect([await answer('manager'), await answer('district'), await status()]).toEqual([404, 200, 'forgiven'])
})

test('two jobs at once check an appeal once', async () => {
  await wechat.standIn.die('hang-up')
  await appeal('电梯坏了')
  await wechat.standIn.revive()
  const before = wechat.standIn.calls('msg_sec_check')
  await Promise.all([later(0), later(0)])
  expect(wechat.standIn.calls('msg_sec_check')).toBe(before + 1)
})

test('without WeChat nothing is moderated', async () => {
  Object.assign(world.deps, { wechat: undefined })
  await appeal('违规的话')
  expect(await seenBy('manager')).toEqual(['违规的话'])
})
