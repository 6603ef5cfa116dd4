import { openWorld, type Someone, type World } from '../../testing/world/world'

let world: World
let here: Someone
beforeAll(async () => {
  world = await openWorld()
  here = await world.as('resident')
})
afterAll(() => world.close())

const endOthers = (who: Someone) => who('DELETE', '/api/logins')
const isLoggedIn = async (who: Someone) => (await who('GET', '/api/me')).status === 200

test('ending all other logins leaves this one and other people’s, at once', async () => {
  const [phone, computer, elder] = [await world.as('resident'), await world.as('resident'), await world.as('elder')]
  const { status, body } = await endOthers(here)
  expect([status, body.logins]).toEqual([200, [expect.objectContaining({ here: true })]])
  expect(await Promise.all([here, elder, phone, computer].map(isLoggedIn))).toEqual([true, true, false, false])
})
test('it ends a login that a code of another login opened, and that code', async () => {
  const phone = await world.as('resident')
  const { code } = (await phone('POST', '/api/desk-codes')).body
  const opened = await world.ask('POST', '/api/login', { desk: code })
  const unused = (await phone('POST', '/api/desk-codes')).body.code
  await endOthers(here)
  const bearer = { authorization: `Bearer ${opened.body.token}` }
  expect((await world.ask('GET', '/api/me', undefined, bearer)).status).toBe(401)
  expect((await world.ask('POST', '/api/login', { desk: unused })).body.refusal).toBe('desk-wrong')
})
test('asked again, or where there is no other, it answers the same', async () => {
  const first = await endOthers(here)
  expect((await endOthers(here)).text).toBe(first.text)
  expect((await world.ask('DELETE', '/api/logins')).status).toBe(401)
})
