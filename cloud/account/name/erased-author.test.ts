import { randomUUID } from 'node:crypto'
import { NAME_PENDING } from '@core/account/person'
import { DAY, moment } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runWechatJobs } from '../../runtime/jobs'
import { type Connected, connectWechat } from '../../testing/wechat/wechat'
import { resetDistrict } from '../../testing/world/reset'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'
import { personOf } from '../identity/queries'

// Held names whose author or owner is erased, removed or merged.
let world: World
let wechat: Connected
let resident: Someone
beforeEach(async () => {
  world ??= await openWorld()
  await resetDistrict(world)
  wechat = await connectWechat(world)
  resident = await world.as('resident')
  await wechat.meet(resident.id, 'o-resident')
})
afterEach(async () => {
  expect(await findViolations(world.db, world.clock.now)).toEqual({})
  await wechat.stop()
})
afterAll(() => world.close())

const add = (name: string) => resident('POST', '/api/people', { name, relation: 'parent' })
const makeUnreachable = (): Promise<void> => wechat.standIn.die('hang-up')
const runJobsAfter = async (ms: number) => {
  world.clock.now += ms
  await runWechatJobs(world.deps)
}

test('a held name whose author is erased is left to the district, and WeChat is not asked', async () => {
  await makeUnreachable()
  const { id } = (await add('沈阿公')).body.person
  const { code } = (await resident('POST', `/api/people/${id}/invitation`)).body
  const elder = await world.as('elder')
  const seenBy = async (one: string) => {
    const person = (await elder('GET', '/api/me')).body.people.find(({ id }: { id: string }) => id === one)
    return [person.name, person.naming]
  }
  await elder('POST', '/api/invitations', { code, relation: 'parent' })
  expect((await resident('DELETE', '/api/me?sure=yes')).status).toBe(200)
  await wechat.standIn.revive()
  const calls = wechat.standIn.calls('msg_sec_check')
  await runJobsAfter(DAY)
  expect([await seenBy(id), wechat.standIn.calls('msg_sec_check')]).toEqual([[NAME_PENDING, 'held'], calls])
  expect((await (await world.as('district'))('POST', `/api/names/${id}`, { name: '沈阿公', pass: true })).status).toBe(
    200,
  )
  expect(await seenBy(id)).toEqual(['沈阿公', undefined])
})

test('a removed or erased person leaves neither a current nor a held name', async () => {
  await makeUnreachable()
  const { id } = (await add('沈阿公')).body.person
  await resident('DELETE', `/api/people/${id}`)
  await add('沈阿婆')
  await resident('PATCH', `/api/people/${resident.id}`, { name: '林大梅' })
  await resident('DELETE', '/api/me?sure=yes')
  const rows = await world.db.query('select p::text as row from person p')
  expect(JSON.stringify(rows)).not.toMatch(/沈|大梅|待核/)
})

test('a merge of two people carries a held name over', async () => {
  const personFor = async (appid: string, openid: string, union?: string) => {
    const identified = { appid, openid, unionid: union }
    return personOf(world.db, wechat.sealer, identified, randomUUID(), world.clock.now)
  }
  const duplicate = await personFor('wx-official', 'gh-1')
  await world.db.query(
    `update person set new_name = '沈先生', new_name_by = id, new_name_at = $2, moderate_at = $2 where id = $1`,
    [duplicate, moment(MONDAY_TEN)],
  )
  const original = await personFor(wechat.settings.appid, 'o-1', 'u-1')
  expect(await personFor('wx-official', 'gh-1', 'u-1')).toBe(original)
  wechat.standIn.visit('o-1')
  await runJobsAfter(0)
  const rows = await world.db.query(`select id, name from person where name = '沈先生'`)
  expect(rows).toEqual([{ id: original, name: '沈先生' }])
})
