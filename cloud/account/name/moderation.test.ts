import { DAY, moment } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs, runWechatJobs } from '../../runtime/jobs'
import { rewritten } from '../../testing/faults/fault-injection'
import type { Connected } from '../../testing/wechat/wechat'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'
import { judgeTextWithin } from '../moderation/words'
import { addPerson, changeName, MOTHER, resetNames, seenBy } from './name-setup'

let world: World
let wechat: Connected
let resident: Someone
let manager: Someone
let district: Someone
beforeEach(async () => {
  world ??= await openWorld()
  world.deps.demo = true
  ;({ wechat, resident, manager, district } = await resetNames(world))
})
afterEach(async () => {
  expect(await findViolations(world.db, world.clock.now)).toEqual({})
  await wechat.stop()
})
afterAll(() => world.close())

const runJobsAfter = async (ms: number) => {
  world.clock.now += ms
  await runWechatJobs(world.deps)
}
const makeUnreachable = (): Promise<void> => wechat.standIn.die('hang-up')

/** Makes the next moderation by WeChat run `then` before it answers. */
function duringModeration(then: () => Promise<unknown>): void {
  const { wechat: real } = world.deps
  Object.assign(world.deps, {
    wechat: {
      ...real,
      judge: async (words: Parameters<NonNullable<typeof real>['judge']>[0]) => {
        Object.assign(world.deps, { wechat: real })
        await then()
        return real?.judge(words)
      },
    },
  })
}

test.each([
  ['a name that passes', '沈阿公', '沈公公', ['沈公公', undefined]],
  ['a name that is held', '沈阿公', '可疑公', ['可疑公', 'held']],
])(
  'a verdict applies only to the text that was judged: changed meanwhile to %s',
  async (_what, first, second, seen) => {
    await makeUnreachable()
    const { id } = (await addPerson(resident, first)).body.person
    await wechat.standIn.revive()
    duringModeration(() => changeName(resident, second, id))
    await runJobsAfter(0)
    expect(await seenBy(resident, id)).toEqual(seen)
    expect(await seenBy(resident, id)).not.toContain(first)
  },
)

test('twin: without the comparison, the verdict on the old name releases the new one', async () => {
  await makeUnreachable()
  const { id } = (await addPerson(resident, '沈阿公')).body.person
  await wechat.standIn.revive()
  duringModeration(() => changeName(resident, '可疑公', id))
  const unguarded = rewritten(world.db, /set moderate_at = null/, 'new_name = $2', '$2::text is not null')
  world.clock.now++
  await runWechatJobs({ ...world.deps, db: unguarded })
  expect(await seenBy(resident, id)).toEqual(['可疑公', undefined])
})

test('a refusal of the old name does not refuse the new one', async () => {
  await makeUnreachable()
  const { id } = (await addPerson(resident, '违规阿公')).body.person
  await wechat.standIn.revive()
  duringModeration(() => changeName(resident, '可疑公', id))
  await runJobsAfter(0)
  expect(await seenBy(resident, id)).toEqual(['可疑公', 'held'])
})

test('a name undecided for a day goes to the district, which decides on the text it has read', async () => {
  const first = (await addPerson(resident, '可疑公')).body.person.id
  world.clock.now++
  const second = (await addPerson(resident, '可疑婆')).body.person.id
  const listHeld = async (who = district) => (await who('GET', '/api/names')).body.names
  const decide = async (id: string, name: string, pass: boolean, who = district) =>
    (await who('POST', `/api/names/${id}`, { name, pass })).status
  await runJobsAfter(DAY - 2)
  expect([await listHeld(), await decide(first, '可疑公', true)]).toEqual([[], 404])
  await runJobsAfter(2)
  expect(await listHeld()).toEqual(
    [first, second].map((person, at) => ({ person, name: ['可疑公', '可疑婆'][at], at: moment(MONDAY_TEN + at) })),
  )
  for (const who of [manager, resident]) {
    expect((await who('GET', '/api/names')).status).toBe(404)
    expect(await decide(first, '可疑公', true, who)).toBe(404)
  }
  expect(await decide(first, '可疑爷', true)).toBe(404)
  expect([await decide(first, '可疑公', true), await decide(second, '可疑婆', false)]).toEqual([200, 200])
  expect([await seenBy(resident, first), await seenBy(resident, second)]).toEqual([
    ['可疑公', undefined],
    ['可疑婆', 'refused'],
  ])
  expect([await listHeld(), await decide(first, '可疑公', false)]).toEqual([[], 404])
})

test('a name that WeChat cannot be asked about goes to the district at once', async () => {
  // Joined by passkey, or by the official account: there is no openid of the mini-program.
  // The people of a demo are not moderated.
  world.deps.demo = false
  await changeName(manager, '何志远')
  expect(await seenBy(manager, manager.id)).toEqual(['何志远', 'held'])
  const { body } = await district('GET', '/api/names')
  expect(body.names).toEqual([{ person: manager.id, name: '何志远', at: moment(MONDAY_TEN) }])
  expect((await district('POST', `/api/names/${manager.id}`, { name: '何志远', pass: true })).status).toBe(200)
  expect(await seenBy(manager, manager.id)).toEqual(['何志远', undefined])
})

test('a ward’s name is refused if WeChat rejects it, and passes if WeChat is unreachable', async () => {
  await wechat.meet(manager.id, 'o-manager')
  expect((await addPerson(manager, '违规婆', 'ward')).body.refusal).toBe('words-risky')
  await makeUnreachable()
  expect((await addPerson(manager, '冯阿婆', 'ward')).body.person).not.toHaveProperty('naming')
})

test('a text is held if WeChat does not answer within the author’s patience', async () => {
  const judged: string[] = []
  const silent = { ...world.deps.wechat, judge: ({ text }: { text: string }) => new Promise(() => judged.push(text)) }
  const deps = { ...world.deps, wechat: silent as unknown as NonNullable<World['deps']['wechat']> }
  expect(await judgeTextWithin(deps, resident.id, '沈阿公', 'profile', 1)).toBe('held')
  expect(judged).toEqual(['沈阿公'])
  expect(await judgeTextWithin(world.deps, resident.id, '沈阿公', 'profile')).toBe('pass')
})

test('two concurrent moderation rounds ask about each name once', async () => {
  await makeUnreachable()
  await addPerson(resident, '沈阿公')
  await wechat.standIn.revive()
  const before = wechat.standIn.calls('msg_sec_check')
  await Promise.all([runJobsAfter(0), runJobsAfter(0)])
  expect(wechat.standIn.calls('msg_sec_check')).toBe(before + 1)
})

test('names are not moderated without WeChat, nor for demo personas without an openid', async () => {
  expect((await changeName(await world.as('elder'), '违规', MOTHER)).status).toBe(404)
  expect((await addPerson(await world.as('elder'), '违规')).status).toBe(201)
  Object.assign(world.deps, { wechat: undefined })
  expect((await changeName(resident, '违规')).body.person).toMatchObject({ name: '违规' })
  await runJobs(world.deps)
})
