import { LOGIN_CODE_LENGTH, MAX_MISSES } from '@core/account/code/login-code'
import { HOUR, MINUTE, moment } from '@core/base/time'
import { MAX_WRONG_CODES } from '@core/contract/limits'
import { runJobs } from '../../runtime/jobs'
import { resetDistrict } from '../../testing/world/reset'
import { codeOf, staff } from '../../testing/world/roles'
import { CHILD, openWorld, type Someone, type World } from '../../testing/world/world'

let world: World
let resident: Someone
let elder: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await resetDistrict(world)
  ;[resident, elder] = [await world.as('resident'), await world.as('elder')]
})
afterAll(() => world.close())

const join = (who: Someone, code = '0'.repeat(10)) => who('POST', '/api/invitations', { code, relation: 'parent' })
const take = (who: Someone, code = 'A'.repeat(30)) => who('POST', '/api/roles', { code })
const invite = async () => (await resident('POST', `/api/people/${CHILD}/invitation`)).body.code as string
const tryWrong = async (times: number, ask = join) => {
  for (let nth = 0; nth < times; nth++) expect((await ask(elder)).status).toBe(409)
}

describe('wrong codes of one person', () => {
  test('are counted over both kinds of invitation; after so many in an hour, even a true one is answered 429', async () => {
    const code = await invite()
    await tryWrong(MAX_WRONG_CODES / 2)
    await tryWrong(MAX_WRONG_CODES / 2, take)
    const refused = await join(elder, code)
    expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([
      429,
      'too-many-requests',
      String(HOUR / 1_000),
    ])
    expect(refused.body.message).toContain('60')
    const manager = await world.as('manager')
    expect((await take(elder, await codeOf(manager, staff))).status).toBe(429)
    // Others are not concerned, and neither is anything else of theirs.
    expect((await join(await world.as('member'))).status).toBe(409)
    expect((await elder('GET', '/api/me')).status).toBe(200)
  })
  test('are forgotten an hour after the first, and their rows deleted', async () => {
    await tryWrong(MAX_WRONG_CODES)
    world.clock.now += HOUR - MINUTE
    await runJobs(world.deps)
    const refused = await join(elder)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, String(MINUTE / 1_000)])
    world.clock.now += MINUTE
    expect((await join(elder)).status).toBe(409)
    world.clock.now += HOUR + MINUTE
    await runJobs(world.deps)
    expect(await world.db.query('select 1 from wrong_code')).toEqual([])
  })
  test('a true code that is used, withdrawn or too late is not a wrong one', async () => {
    const manager = await world.as('manager')
    const code = await codeOf(manager, staff)
    expect((await take(elder, code)).status).toBe(200)
    await take(resident, code)
    await take(elder, code)
    expect(await world.db.query('select 1 from wrong_code')).toEqual([])
  })
})

test('while many guess, guardian codes are longer, as login codes are', async () => {
  expect(await invite()).toHaveLength(LOGIN_CODE_LENGTH.usual)
  const member = await world.as('member')
  const guess = (who: Someone, tries: number) =>
    world.db.query('insert into wrong_code (person_id, minute, tries) values ($1, $2, $3)', [
      who.id,
      moment(world.clock.now),
      tries,
    ])
  await guess(elder, MAX_MISSES)
  expect(await invite()).toHaveLength(LOGIN_CODE_LENGTH.usual)
  // By several people too.
  await guess(member, 1)
  const code = await invite()
  expect(code).toHaveLength(LOGIN_CODE_LENGTH.long)
  const joined = await member('POST', '/api/invitations', { code, relation: 'child', consent: true })
  expect(joined.body.person).toMatchObject({ id: CHILD })
})
