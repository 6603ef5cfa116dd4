import { seededRandom } from '../../demo/seeded-random'
import { findViolations } from '../../runtime/invariants/find-violations'
import { DROP_VERSION_GUARD, removeBookGuard } from '../../testing/faults/unguarded-book'
import { openRace, type Process, processFor, type Race, type Someone } from '../../testing/process/race'

const SESSIONS = ['hp001.small-2611231600', 'hp001.talk-2611231400', 'hp001.other-2611231400', 'hp001.small-2611241600']
const PEOPLE = 12
const STEPS = 12
/** Probability of cancelling or accepting instead of booking. 0 in the twin, so that overbooking stays visible. */
const CHANGE_RATE = 0.4
/** Rounds of the twin at most; one has always been enough so far. */
const ROUNDS = 10
let race: Race
beforeEach(async () => {
  race = await openRace()
})
afterEach(() => race.end())

/** Random calls of one person without a pause: books, waits, accepts and cancels, half of them twice at once. */
async function actRandomly(
  who: Someone,
  processes: readonly Process[],
  seed: number,
  changeRate: number,
): Promise<number[]> {
  const random = seededRandom(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const statuses: number[] = []
  const mine: string[] = []
  for (let step = 0; step < STEPS; step++) {
    const booking = mine.length && random() < changeRate ? pick(mine) : undefined
    const request = { session: pick(SESSIONS), people: [who.id], wait: random() < changeRate }
    const answer = random() < 0.3 ? 'accept' : 'cancel'
    const act = (process: Process) =>
      booking
        ? process(who, 'POST', `/api/bookings/${booking}/${answer}`)
        : process(who, 'POST', '/api/bookings', request)
    const at = Math.floor(random() * processes.length)
    const answers = await Promise.all(
      (random() < 0.5 ? [at] : [at, at + 1]).map((one) => act(processFor(processes, one))),
    )
    for (const { status, body } of answers) {
      statuses.push(status)
      if (status === 201) mine.push(body.booking.id)
    }
  }
  return statuses
}

async function runLoad(seed: number, changeRate: number): Promise<number[]> {
  const people = await race.crowd(PEOPLE)
  const processes = race.start(4)
  return (await Promise.all(people.map((who, at) => actRandomly(who, processes, seed + at, changeRate)))).flat()
}

test('all invariants hold after random concurrent booking and cancelling', async () => {
  const statuses = await runLoad(20261123, CHANGE_RATE)
  expect(statuses.filter((status) => ![200, 201, 409].includes(status))).toEqual([])
  expect(statuses.filter((status) => status === 201).length).toBeGreaterThan(PEOPLE)
  expect(statuses).toEqual(expect.arrayContaining([200, 409]))
  expect(await findViolations(race.db)).toEqual({})
})

test('twin: without the guards of the database, such a load violates invariants 1 and 3', async () => {
  await race.db.query(`
    alter table session drop constraint session_not_oversold;
    drop index seat_once;
    alter table person_time drop constraint person_time_free;
    ${DROP_VERSION_GUARD};
  `)
  await removeBookGuard(race.db)
  const violated = new Set<string>()
  for (let round = 0; round < ROUNDS && !(violated.has('1') && violated.has('3')); round++) {
    // A full session cannot be oversold any more, so every round begins with empty ones.
    await race.db.query(`truncate attendance, seat, person_time, idempotency, booking, session_change, notice;
      update session set taken = 0, held = 0, waiting = 0, last_place = 0, version = 1`)
    await runLoad(20261123 + round * PEOPLE, 0)
    for (const invariant of Object.keys(await findViolations(race.db))) violated.add(invariant.charAt(0))
  }
  expect([...violated]).toEqual(expect.arrayContaining(['1', '3']))
})
