import { moment } from '@core/base/time'
import pg from 'pg'
import { openRace, processFor, type Race, type Someone } from '../testing/process/race'
import { createPhone } from '../testing/world/phone'
import { MONDAY_TEN } from '../testing/world/world'

let race: Race
beforeEach(async () => {
  race = await openRace()
})
afterEach(() => race.end())

const INSERT_NOTICE = `insert into notice (person_id, kind, at, station_id, session_id)
  values ($1, 'paused', $2, 'hp001', 'hp001.talk-2611231400') returning id`

/**
 * Inserts a notice in a transaction that stays open, and two more that commit before it, while a phone syncs. Returns
 * what the phone has each time, and the ids in the order in which they were assigned.
 */
async function lateCommit() {
  const [who] = (await race.crowd(1)) as [Someone]
  const cloud = processFor(race.start(1), 0)
  const phone = createPhone((method: string, path: string) => cloud(who, method, path))
  const states: number[][] = []
  const syncPhone = async () => {
    await phone.sync()
    states.push(phone.kept.notices.map(({ id }) => id).sort((a, b) => a - b))
  }
  await syncPhone()
  const late = new pg.Client(race.url)
  await late.connect()
  try {
    await late.query('begin')
    const first = Number((await late.query(INSERT_NOTICE, [who.id, moment(MONDAY_TEN)])).rows[0].id)
    const [second] = await race.db.query<{ id: number }>(INSERT_NOTICE, [who.id, moment(MONDAY_TEN + 1)])
    await syncPhone()
    const [third] = await race.db.query<{ id: number }>(INSERT_NOTICE, [who.id, moment(MONDAY_TEN + 2)])
    await syncPhone()
    await late.query('commit')
    await syncPhone()
    return { who, states, ids: [first, second?.id, third?.id] as [number, number, number] }
  } finally {
    await late.end()
  }
}

test('a notice that was written first and committed last is not skipped', async () => {
  const { states, ids } = await lateCommit()
  const [first, second, third] = ids
  expect(first).toBeLessThan(second)
  expect(states).toEqual([[], [second], [second, third], [first, second, third]])
})

test('twin: a cursor by highest id or by latest time would skip it', async () => {
  const { who, states, ids } = await lateCommit()
  const [first] = ids
  const highest = Math.max(...(states[2] as number[]))
  const byNumber = await race.db.query('select id from notice where person_id = $1 and id > $2', [who.id, highest])
  const byTime = await race.db.query(
    'select id from notice where person_id = $1 and at > (select at from notice where id = $2)',
    [who.id, highest],
  )
  expect([byNumber, byTime]).toEqual([[], []])
  expect(states[3]).toContain(first)
})

test('a booking in an open transaction is sent after its commit', async () => {
  const [who, other] = (await race.crowd(2)) as [Someone, Someone]
  const cloud = processFor(race.start(1), 0)
  const phone = createPhone((method: string, path: string) => cloud(who, method, path))
  await phone.sync()
  const late = new pg.Client(race.url)
  await late.connect()
  try {
    await late.query('begin')
    // The session's row is locked, so the booking waits inside its own transaction; another station's does not.
    await late.query(`select 1 from session where id = 'hp001.talk-2611231400' for update`)
    const booked = cloud(who, 'POST', '/api/bookings', { session: 'hp001.talk-2611231400', people: [who.id] })
    const others = await cloud(other, 'POST', '/api/bookings', {
      session: 'hp099.lunch-2611231200',
      people: [other.id],
    })
    expect(others.status).toBe(201)
    expect((await phone.sync()).status).toBe(304)
    await late.query('commit')
    const { body } = await booked
    await phone.sync()
    expect(phone.kept.bookings.map(({ id }) => id)).toEqual([body.booking.id])
  } finally {
    await late.end()
  }
})

test('two tabs of one browser sync at once, and each gets only what it lacks', async () => {
  const [who] = (await race.crowd(1)) as [Someone]
  const processes = race.start(2)
  const tabs = processes.map((cloud) => createPhone((method: string, path: string) => cloud(who, method, path)))
  for (let nth = 0; nth < 5; nth++) {
    await race.db.query(INSERT_NOTICE, [who.id, moment(MONDAY_TEN + nth)])
    const answers = await Promise.all(tabs.map((tab) => tab.sync()))
    for (const tab of tabs) expect(tab.kept.notices).toHaveLength(nth + 1)
    for (const { body } of answers) expect(body.notices?.all).toBe(nth === 0 ? true : undefined)
  }
})
