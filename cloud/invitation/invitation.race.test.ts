import { findViolations } from '../testing/invariants'
import { createBarrier, lookTogether, meddled, refunction } from '../testing/meddling'
import { openRace, type Race, tally, turn } from '../testing/race'
import { CHILD } from '../testing/world'

const JOIN = { relation: 'child', consent: true }
let race: Race
beforeEach(async () => {
  race = await openRace()
})
afterEach(() => race.end())

const invited = async (): Promise<string> => {
  const resident = await race.persona('resident')
  const { body } = await turn(race.start(1), 0)(resident, 'POST', `/api/people/${CHILD}/invitation`)
  return body.code
}
const nap = (name: string, before: string) => refunction(race.db, name, before, `perform pg_sleep(0.2);\n  ${before}`)

describe('four come with one code, at once', () => {
  const comeAll = async () => {
    const code = await invited()
    const crowd = await race.crowd(4)
    const barrier = createBarrier(4)
    const processes = race.start(4, (db) => lookTogether(db, /from guardian_invitation i/, barrier))
    // Whoever has looked waits a little, so that all look who can.
    await nap('accept_guardian_invitation', 'delete from guardian_invitation')
    return tally(
      await Promise.all(
        crowd.map((who, at) => turn(processes, at)(who, 'POST', '/api/invitations', { code, ...JOIN })),
      ),
    )
  }
  test('one of them joins', async () => {
    expect(await comeAll()).toEqual({ 201: 1, 'bad-invitation': 3 })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: where they do not meet at the person, all of them do', async () => {
    await refunction(race.db, 'accept_guardian_invitation', 'where id = one for no key update', 'where id = one')
    expect(await comeAll()).toEqual({ 201: 4 })
  })
})

describe('both guardians let go, at once', () => {
  const goBoth = async () => {
    const [second] = await race.crowd(1)
    if (!second) throw new Error('nobody came')
    const first = await race.persona('resident')
    const code = await invited()
    await turn(race.start(1), 0)(second, 'POST', '/api/invitations', { code, ...JOIN })
    await nap('end_guardianship', 'delete from guardianship')
    const barrier = createBarrier(2)
    const together = race.start(2, (db) =>
      meddled(db, /end_guardianship/, async (ask, text, params) => {
        await barrier()
        return ask(text, params)
      }),
    )
    const gone = [first, second].map((who, at) => turn(together, at)(who, 'DELETE', `/api/people/${CHILD}`))
    expect(tally(await Promise.all(gone))).toEqual({ 200: 2 })
  }
  test('the last of them erases', async () => {
    await goBoth()
    expect(await findViolations(race.db)).toEqual({})
    expect(await race.db.query('select name, born from person where id = $1', [CHILD])).toEqual([
      { name: '', born: null },
    ])
  })
  test('twin: where they do not meet at the person, each leaves it to the other', async () => {
    await refunction(race.db, 'end_guardianship', 'where id = p_person for no key update', 'where id = p_person')
    await goBoth()
    expect(Object.keys(await findViolations(race.db))).toEqual(['14 who is nobody’s has no name'])
  })
})
