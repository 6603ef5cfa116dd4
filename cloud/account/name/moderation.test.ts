import { DAY, moment } from '@core/base/time'
import { runJobs, runWechatJobs } from '../../runtime/jobs'
import { findViolations } from '../../testing/database/invariants'
import { rewritten } from '../../testing/faults/fault-injection'
import type { Connected } from '../../testing/world/wechat'
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
  ;({ wechat, resident, manager, district } = await resetNames(world))
})
afterEach(async () => {
  expect(await findViolations(world.db, world.clock.now)).toEqual({})
  await wechat.stop()
})
afterAll(() => world.close())

const later = async (ms: number) => {
  world.clock.now += ms
  await runWechatJobs(world.deps)
}
const unreached = (): Promise<void> => wechat.standIn.die('hang-up')

/** WeChat takes so long that something else happens in between. */
function meanwhile(then: () => Promise<unknown>): void {
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
  ['one that passes', '沈阿公', '沈公公', ['沈公公', undefined]],
  ['one that is held', '沈阿公', '可疑公', ['可疑公', 'held']],
])('a verdict is of the words that were judged: changed meanwhile to %s', async (_what, first, second, seen) => {
  await unreached()
  const { id } = (await addPerson(resident, first)).body.person
  await wechat.standIn.revive()
  meanwhile(() => changeName(resident, second, id))
  await later(0)
  expect(await seenBy(resident, id)).toEqual(seen)
  expect(await seenBy(resident, id)).not.toContain(first)
})

test('twin: where nobody compares, the new one is read by all on the word for the old one', async () => {
  await unreached()
  const { id } = (await addPerson(resident, '沈阿公')).body.person
  await wechat.standIn.revive()
  meanwhile(() => changeName(resident, '可疑公', id))
  const unguarded = rewritten(world.db, /set moderate_at = null/, 'new_name = $2', '$2::text is not null')
  world.clock.now++
  await runWechatJobs({ ...world.deps, db: unguarded })
  expect(await seenBy(resident, id)).toEqual(['可疑公', undefined])
})

test('a refusal too', async () => {
  await unreached()
  const { id } = (await addPerson(resident, '违规阿公')).body.person
  await wechat.standIn.revive()
  meanwhile(() => changeName(resident, '可疑公', id))
  await later(0)
  expect(await seenBy(resident, id)).toEqual(['可疑公', 'held'])
})

test('what WeChat cannot judge in a day the district reads, and its word counts for what it read', async () => {
  const first = (await addPerson(resident, '可疑公')).body.person.id
  world.clock.now++
  const second = (await addPerson(resident, '可疑婆')).body.person.id
  const read = async (who = district) => (await who('GET', '/api/names')).body.names
  const say = async (id: string, name: string, pass: boolean, who = district) =>
    (await who('POST', `/api/names/${id}`, { name, pass })).status
  await later(DAY - 2)
  expect([await read(), await say(first, '可疑公', true)]).toEqual([[], 404])
  await later(2)
  expect(await read()).toEqual(
    [first, second].map((person, at) => ({ person, name: ['可疑公', '可疑婆'][at], at: moment(MONDAY_TEN + at) })),
  )
  for (const who of [manager, resident]) {
    expect((await who('GET', '/api/names')).status).toBe(404)
    expect(await say(first, '可疑公', true, who)).toBe(404)
  }
  expect(await say(first, '可疑爷', true)).toBe(404)
  expect([await say(first, '可疑公', true), await say(second, '可疑婆', false)]).toEqual([200, 200])
  expect([await seenBy(resident, first), await seenBy(resident, second)]).toEqual([
    ['可疑公', undefined],
    ['可疑婆', 'refused'],
  ])
  expect([await read(), await say(first, '可疑公', false)]).toEqual([[], 404])
})

test('of a ward WeChat’s no counts, and where it says nothing the worker answers for it', async () => {
  await wechat.meet(manager.id, 'o-manager')
  expect((await addPerson(manager, '违规婆', 'ward')).body.refusal).toBe('words-risky')
  await unreached()
  expect((await addPerson(manager, '冯阿婆', 'ward')).body.person).not.toHaveProperty('naming')
})

test('whoever waits does not wait for a WeChat that says nothing', async () => {
  const asked: string[] = []
  const silent = { ...world.deps.wechat, judge: ({ text }: { text: string }) => new Promise(() => asked.push(text)) }
  const deps = { ...world.deps, wechat: silent as unknown as NonNullable<World['deps']['wechat']> }
  expect(await judgeTextWithin(deps, resident.id, '沈阿公', 'profile', 1)).toBe('held')
  expect(asked).toEqual(['沈阿公'])
  expect(await judgeTextWithin(world.deps, resident.id, '沈阿公', 'profile')).toBe('pass')
})

test('two who look at once ask about each once', async () => {
  await unreached()
  await addPerson(resident, '沈阿公')
  await wechat.standIn.revive()
  const before = wechat.standIn.calls('msg_sec_check')
  await Promise.all([later(0), later(0)])
  expect(wechat.standIn.calls('msg_sec_check')).toBe(before + 1)
})

test('where WeChat is off nothing is judged, and who it does not know in the demo is believed', async () => {
  expect((await changeName(await world.as('elder'), '违规', MOTHER)).status).toBe(404)
  expect((await addPerson(await world.as('elder'), '违规')).status).toBe(201)
  Object.assign(world.deps, { wechat: undefined })
  expect((await changeName(resident, '违规')).body.person).toMatchObject({ name: '违规' })
  await runJobs(world.deps)
})
