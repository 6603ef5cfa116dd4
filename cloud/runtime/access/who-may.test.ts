import { endpoints } from '@core/contract/endpoints'
import {
  type AccessWorld,
  type AnswerMatrix,
  askEveryone,
  NAMES,
  namesThing,
  openAccessWorld,
} from '../../testing/access/access-world'
import { bearerOf, CALLERS, type CallerName, idOf, ROLE_OF } from '../../testing/access/callers'
import { EXPECTED } from '../../testing/access/expected/expected'
import { attending } from '../../testing/access/expected/groups'
import { footprint } from '../../testing/database/footprint'

let opened: AccessWorld
beforeAll(async () => {
  opened = await openAccessWorld()
})
afterAll(() => opened.close())

/** The callers whose answer is neither 401 nor 404. */
const answered = (answers: AnswerMatrix, which: 'here' | 'there' | 'missing' | 'absent'): CallerName[] =>
  CALLERS.filter((who) => ![401, 404].includes(answers[who][which].status))
const sorted = (names: readonly CallerName[]) => CALLERS.filter((one) => names.includes(one))

describe.each(NAMES)('%s', (name) => {
  const { here, there } = EXPECTED[name]
  let answers: AnswerMatrix
  beforeAll(async () => {
    answers = await askEveryone(opened, name)
  })
  test('answers exactly the expected callers', () => {
    expect(answered(answers, 'here')).toEqual(sorted(here))
    const expected = name === 'givePhone' ? [400] : [200, 201, 409]
    for (const who of here) expect([who, expected.includes(answers[who].here.status)]).toEqual([who, true])
    const { who } = endpoints[name]
    if (who !== 'anyone') expect(answers.nobody.here.status).toBe(401)
  })
  if (!namesThing(name)) return
  test("another station's or person's thing answers only its own callers", () =>
    expect(answered(answers, 'there')).toEqual(sorted(there)))
  test('a missing thing answers nobody', () => {
    expect([...answered(answers, 'missing'), ...answered(answers, 'absent')]).toEqual([])
  })
  test('forbidden and missing get the same answer after the same number of queries', () => {
    for (const who of CALLERS) {
      const { missing, absent, ...things } = answers[who]
      expect([who, absent]).toEqual([who, missing])
      if (!here.includes(who)) expect([who, things.here]).toEqual([who, missing])
      if (!there.includes(who)) expect([who, things.there]).toEqual([who, missing])
    }
  })
})

describe('rows open to everybody, with a restricted part:', () => {
  const callersWhere = (ask: (who: CallerName) => Promise<boolean>) =>
    Promise.all(CALLERS.map(async (who) => ((await ask(who)) ? [who] : []))).then((found) => found.flat())
  test('sync sends a door pack only to roles that may attend at the station', async () => {
    const { world } = opened
    const doorOf = async (who: CallerName, station: string) =>
      !!(await world.ask('GET', `/api/sync?door=${station}`, undefined, bearerOf(who))).body?.door
    expect(await callersWhere((who) => doorOf(who, 'hp001'))).toEqual(sorted(attending.here))
    expect(await callersWhere((who) => doorOf(who, 'hp077'))).toEqual(sorted(attending.there))
    expect(await callersWhere((who) => doorOf(who, 'hp404'))).toEqual([])
  })
  test('addPerson accepts a ward of a station only from roles that may book by proxy there', async () => {
    const { world, things } = opened
    const addedAt = (station: string) => async (who: CallerName) =>
      (await world.ask('POST', '/api/people', { name: '冯阿婆', relation: 'ward', station }, bearerOf(who))).status ===
      201
    expect(await callersWhere(addedAt(things.here.station))).toEqual(sorted(attending.here))
    expect(await callersWhere(addedAt(things.there.station))).toEqual(sorted(attending.there))
    expect(await callersWhere(addedAt('hp404'))).toEqual([])
  })
})

describe('an ended role has no access from the next request on:', () => {
  const ended: [CallerName, CallerName][] = [
    ['staff', 'station'],
    ['station', 'street'],
    ['street', 'district'],
    ['district', 'neighbour'],
  ]
  test.each(ended)('%s', async (who, giver) => {
    const { world, ask, rolledBack } = opened
    const rows = NAMES.filter((name) => typeof endpoints[name].who === 'object' && EXPECTED[name].here.includes(who))
    expect(rows.length).toBeGreaterThan(5)
    await rolledBack(async () => {
      await world.db.query(`insert into role (person_id, role, scope) values ($1, 'district', '')`, [idOf('neighbour')])
      const body = { person: idOf(who), role: ROLE_OF[who] }
      expect((await world.ask('POST', '/api/roles/end', body, bearerOf(giver))).status).toBe(200)
      const before = await footprint(world.db)
      for (const name of rows) expect([name, (await ask(name, who)).status]).toEqual([name, 404])
      const synced = await world.ask('GET', '/api/sync?door=hp001', undefined, bearerOf(who))
      expect(synced.body.door).toBe(null)
      expect(await footprint(world.db)).toEqual(before)
    })
  })
})
