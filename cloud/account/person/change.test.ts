import { openWorld, type World } from '../../testing/world/world'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('concurrent changes of name and birth month are both saved', async () => {
  const resident = await world.as('resident')
  const parent = `/api/people/${resident.people[1]}`
  for (const born of ['1941-02', '1942-03', '1943-04']) {
    const name = `名${born}`
    await Promise.all([resident('PATCH', parent, { name }), resident('PATCH', parent, { born })])
    const { body } = await resident('GET', '/api/me')
    expect(body.people[1]).toMatchObject({ name, born })
  }
})

test('a birth month can be removed, and one in the future is refused', async () => {
  const resident = await world.as('resident')
  const parent = `/api/people/${resident.people[1]}`
  expect((await resident('PATCH', parent, { born: null })).body.person).not.toHaveProperty('born')
  const ahead = await resident('PATCH', parent, { born: '2026-12' })
  expect({ status: ahead.status, where: ahead.body.where }).toEqual({ status: 400, where: 'born' })
})
