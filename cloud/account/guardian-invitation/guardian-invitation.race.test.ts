import { findViolations } from '../../runtime/invariants/find-violations'
import { createBarrier, intercepted, patchFunction, readTogether } from '../../testing/faults/fault-injection'
import { countAnswers, openRace, processFor, type Race } from '../../testing/process/race'
import { CHILD } from '../../testing/world/world'

const JOIN = { relation: 'child', consent: true }
let race: Race
beforeEach(async () => {
  race = await openRace()
})
afterEach(() => race.end())

const newCode = async (): Promise<string> => {
  const resident = await race.persona('resident')
  const { body } = await processFor(race.start(1), 0)(resident, 'POST', `/api/people/${CHILD}/invitation`)
  return body.code
}
const pauseBefore = (name: string, before: string) =>
  patchFunction(race.db, name, before, `perform pg_sleep(0.2);\n  ${before}`)

describe('four people accept one code at once', () => {
  const acceptAll = async () => {
    const code = await newCode()
    const crowd = await race.crowd(4)
    const barrier = createBarrier(4)
    const processes = race.start(4, (db) => readTogether(db, /from guardian_invitation i/, barrier))
    // A pause after the read: without the lock, every transaction reads before any of them deletes.
    await pauseBefore('accept_guardian_invitation', 'delete from guardian_invitation')
    return countAnswers(
      await Promise.all(
        crowd.map((who, at) => processFor(processes, at)(who, 'POST', '/api/invitations', { code, ...JOIN })),
      ),
    )
  }
  test('one of them joins', async () => {
    expect(await acceptAll()).toEqual({ 201: 1, 'bad-invitation': 3 })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without the lock on the person, all of them join', async () => {
    await patchFunction(race.db, 'accept_guardian_invitation', 'where id = one for no key update', 'where id = one')
    expect(await acceptAll()).toEqual({ 201: 4 })
  })
})

describe('both guardians remove the child at once', () => {
  const removeBoth = async () => {
    const [second] = await race.crowd(1)
    if (!second) throw new Error('no second guardian')
    const first = await race.persona('resident')
    const code = await newCode()
    await processFor(race.start(1), 0)(second, 'POST', '/api/invitations', { code, ...JOIN })
    await pauseBefore('end_guardianship', 'delete from guardianship')
    const barrier = createBarrier(2)
    const together = race.start(2, (db) =>
      intercepted(db, /end_guardianship/, async (ask, text, params) => {
        await barrier()
        return ask(text, params)
      }),
    )
    const removals = [first, second].map((who, at) => processFor(together, at)(who, 'DELETE', `/api/people/${CHILD}`))
    expect(countAnswers(await Promise.all(removals))).toEqual({ 200: 2 })
  }
  test('the second removal erases the child', async () => {
    await removeBoth()
    expect(await findViolations(race.db)).toEqual({})
    expect(await race.db.query('select name, born from person where id = $1', [CHILD])).toEqual([
      { name: '', born: null },
    ])
  })
  test('twin: without the lock on the person, neither removal erases the child', async () => {
    await patchFunction(race.db, 'end_guardianship', 'where id = p_person for no key update', 'where id = p_person')
    await removeBoth()
    expect(Object.keys(await findViolations(race.db))).toEqual(['14 a person of no household has no name'])
  })
})
