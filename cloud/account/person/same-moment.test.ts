import { findViolations } from '../../runtime/invariants/find-violations'
import { resetDistrict } from '../../testing/world/reset'
import { openWorld, type Someone, type World } from '../../testing/world/world'

/** So many that a random order would hardly ever be this one. */
const NAMES = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛']
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

type Named = { name: string }
const namesOf = (people: Named[]) => people.map(({ name }) => name).filter((name) => NAMES.includes(name))
const add = async (who: Someone, relation: string) => {
  for (const name of NAMES)
    expect((await who('POST', '/api/people', { name, relation, born: '1950-01' })).status).toBe(201)
}

// The clock of the tests stands still: all of them are added at the same millisecond.
test('wards of the same moment are listed newest first', async () => {
  await add(manager, 'ward')
  expect(namesOf((await manager('GET', '/api/wards')).body.wards)).toEqual([...NAMES].reverse())
})
test('a household of the same moment is listed in the order in which people joined', async () => {
  await add(manager, 'parent')
  expect(namesOf((await manager('GET', '/api/me')).body.people)).toEqual(NAMES)
})
