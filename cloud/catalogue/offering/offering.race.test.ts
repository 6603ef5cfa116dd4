import { findViolations } from '../../runtime/invariants/find-violations'
import { patchFunction } from '../../testing/faults/fault-injection'
import { DROP_VERSION_GUARD } from '../../testing/faults/unguarded-book'
import { countAnswers, openRace, processFor, type Race, type Someone } from '../../testing/process/race'
import { OFFERINGS } from '../../testing/world/world'

const DAYS = ['24', '25', '26', '27', '28', '29']
const talkOf = (at: number) => `hp001.talk-2611${DAYS[at % DAYS.length]}1400`
const PAUSE_MS = 500
let race: Race
let manager: Someone
beforeEach(async () => {
  race = await openRace()
  manager = await race.persona('manager')
})
afterEach(() => race.end())

/** Pauses a stored function between its read and its write, so that the other one runs in between. */
const pauseBefore = (name: string, statement: string) =>
  patchFunction(race.db, name, statement, `perform pg_sleep(${PAUSE_MS / 1000}); ${statement}`)
// Pauses once, at the first session to change: a pause at each would outlast the statement timeout.
const slowSave = () =>
  patchFunction(
    race.db,
    'save_offering',
    'what := case when r.asked is null',
    `if n_removed = 0 then perform pg_sleep(${PAUSE_MS / 1000}); end if; what := case when r.asked is null`,
  )
const slowBook = () => pauseBefore('book', 's_old := s_version;')
const waitHalfPause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS / 2))

/** The manager saves the talks without templates while a crowd books them. */
async function saveAndBook(first: 'save' | 'book') {
  const crowd = await race.crowd(12)
  const processes = race.start(4)
  const save = () =>
    processFor(processes, 0)(manager, 'POST', '/api/stations/hp001/offerings', {
      offering: { ...OFFERINGS[0], templates: [] },
    })
  const book = () =>
    Promise.all(
      crowd.map((who, at) =>
        processFor(processes, at)(who, 'POST', '/api/bookings', { session: talkOf(at), people: [who.id] }),
      ),
    )
  if (first === 'save') {
    const saved = save()
    await waitHalfPause()
    const booked = await book()
    return { saved: await saved, booked }
  }
  const booked = book()
  await waitHalfPause()
  return { saved: await save(), booked: await booked }
}
const leftOf = ({ body }: { body: { left: { id: string }[] } }) => body.left.map(({ id }) => id).sort()

test('booked first: the sessions stay, and the manager sees them as left', async () => {
  await slowBook()
  const { saved, booked } = await saveAndBook('book')
  expect(countAnswers(booked)).toEqual({ 201: 12 })
  expect([saved.status, leftOf(saved)]).toEqual([200, DAYS.map((_, at) => talkOf(at))])
  expect(await findViolations(race.db)).toEqual({})
})
test('saved first: a removed session cannot be booked', async () => {
  await slowSave()
  const { saved, booked } = await saveAndBook('save')
  expect(saved.status).toBe(200)
  // A session that the save has not reached yet can still be booked, and is then left.
  const had = booked.flatMap(({ status }, at) => (status === 201 ? [talkOf(at)] : []))
  expect(leftOf(saved)).toEqual([...new Set(had)].sort())
  expect(countAnswers(booked)['not-found']).toBeGreaterThan(0)
  expect(await findViolations(race.db)).toEqual({})
})
test('without the lock, the version guard fails the whole save', async () => {
  await slowSave()
  await patchFunction(race.db, 'save_offering', 'for update of s', '')
  const { saved, booked } = await saveAndBook('save')
  expect(countAnswers(booked)).toEqual({ 201: 12 })
  expect(saved.status).toBe(500)
  expect(await findViolations(race.db)).toEqual({})
})
test('twin: without lock and version guard, bookings are left without a session', async () => {
  await slowSave()
  await patchFunction(race.db, 'save_offering', 'for update of s', '')
  await race.db.query(DROP_VERSION_GUARD)
  const { booked } = await saveAndBook('save')
  expect(countAnswers(booked)).toEqual({ 201: 12 })
  expect(Object.keys(await findViolations(race.db))).toContain('a booking has a session')
})
