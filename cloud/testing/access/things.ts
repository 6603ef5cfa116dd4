import { strictEqual } from 'node:assert'
import { DAY, moment } from '@core/base/time'
import { insertLogin } from '../../account/login/queries'
import { planAhead } from '../../catalogue/offering/plan'
import { seedDistrict } from '../../demo/seed'
import { personId } from '../model/fixture'
import { createDrawnSession } from '../world/draws'
import { newIdempotencyKey } from '../world/idempotency-key'
import { type Answer, MONDAY_TEN, OFFERINGS, STATIONS, type World } from '../world/world'
import { bearerOf, type CallerName, idOf, OTHER_STATION, OTHER_STREET, STATION } from './callers'

/** One of everything that a request can name. */
export type Things = {
  station: string
  session: string
  /** A session with a draw. */
  drawn: string
  /** The owner's booking, with a strike under appeal. */
  booking: string
  /** A person in the owner's household, with a name held for the district's decision. */
  person: string
  login: string
  loginCode: string
  passkey: string
  calendar: string
  /** A message that could not be delivered. */
  message: number
  invitation: string
  roleCode: string
  /** A day that was closed there. */
  closing: string
  /** A wish for another name that waits. */
  request: string
  /** A standing that somebody has. */
  standing: string
  /** Somebody whom a workbook names for a role there. */
  invitee: string
  /** A request for a standing that waits. */
  standingRequest: string
  /** A staff member of the station. */
  holder: string
}

/** Ids that do not exist: those of `absent` are at a station that exists, those of `missing` at none. */
const missingThings = (station: string): Things => ({
  station: 'hp404',
  session: `${station}.talk-2011231400`,
  drawn: `${station}.talk-2011231400`,
  booking: `${station}.zzzzzzzzzzzzzzzz`,
  person: personId(404),
  login: personId(404),
  loginCode: personId(404),
  passkey: personId(404),
  calendar: `${'z'.repeat(43)}.ics`,
  message: 404,
  invitation: personId(404),
  roleCode: 'z'.repeat(30),
  closing: personId(404),
  request: personId(404),
  standing: personId(404),
  invitee: personId(404),
  standingRequest: personId(404),
  holder: personId(404),
})

export const WHICH = ['here', 'there', 'missing', 'absent'] as const
export type Which = (typeof WHICH)[number]

/** The file of a photograph. */
export const PHOTO = `${'0a'.repeat(16)}.jpg`

type Ask = (who: CallerName, method: string, path: string, body?: object) => Promise<Answer>

/** Creates the things of one station: those of a resident, and those of its manager. */
async function createThings(world: World, ask: Ask, owner: CallerName, manager: CallerName, staff: CallerName) {
  const { db } = world
  const station = manager === 'station' ? STATION : OTHER_STATION
  const session = `${station}.talk-2611231400`
  const bodyOf = async (answer: Promise<Answer>) => {
    const { status, body } = await answer
    strictEqual([200, 201].includes(status), true, JSON.stringify(body))
    return body
  }
  const person = (await bodyOf(ask(owner, 'POST', '/api/people', { name: '阿婆', relation: 'parent' }))).person.id
  const booking = (await bodyOf(ask(owner, 'POST', '/api/bookings', { session, people: [person] }))).booking.id
  const at = moment(MONDAY_TEN)
  await db.query(
    `insert into strike (station_id, booking_id, person_id, why, status, at, fades_at, appeal, appealed_at)
     values ($1, $2, $3, 'absent', 'appealed', $4, $4, '我到了', $4)`,
    [station, booking, idOf(owner), at],
  )
  const [message] = await db.query<{ id: number }>(
    `insert into message (person_id, notice_id, template, rank, status, next_at, at)
     select person_id, id, 'moved', 1, 'dead', $1, $1 from notice where person_id = $2 limit 1 returning id`,
    [at, idOf(owner)],
  )
  await db.query(
    'update person set new_name = name, new_name_by = $2, new_name_at = $3, moderate_at = $3 where id = $1',
    [person, idOf(owner), moment(MONDAY_TEN - 2 * DAY)],
  )
  await insertLogin(db, `second-of-${owner}`, idOf(owner), MONDAY_TEN, MONDAY_TEN + DAY)
  const [login] = await db.query<{ id: string }>('select id from login where token_hash = $1', [`second-of-${owner}`])
  const [passkey] = await db.query<{ id: string }>(
    `insert into passkey (credential, person_id, public_key, counter, name, created_at)
     values ($1, $2, '\\x00', 0, '窗口', $3) returning id`,
    [`of-${owner}`, idOf(owner), at],
  )
  const invited = await bodyOf(
    ask(manager, 'POST', '/api/roles/invitations', { role: { role: 'staff', scope: station } }),
  )
  const [closing] = await db.query<{ id: string }>(
    `insert into closing (scope, place, day, reason, act, by_id, at) values ('station', $1, '2026-12-01', '台风', 'move', $2, $3)
     returning id`,
    [station, idOf(manager), at],
  )
  const [request] = await db.query<{ id: string }>(
    `insert into station_request (station_id, kind, wish, asked_at, by_id)
     values ($1, 'name', '{"kind":"name","name":"新的名称"}', $3, $2) returning id`,
    [station, idOf(manager), at],
  )
  const [standing] = await db.query<{ id: string }>(
    `insert into standing (person_id, kind, since) values ($1, 'veteran', $2) returning id`,
    [idOf(owner), at],
  )
  await db.query(`update person set standing = array_append(standing, 'veteran') where id = $1`, [idOf(owner)])
  const [invitee] = await db.query<{ id: string }>(
    `insert into invitee (role, scope, name, at) values ('staff', $1, '小陈', $2) returning id`,
    [station, at],
  )
  const [asked] = await db.query<{ id: string }>(
    `insert into standing_request (person_id, kind, asked_at) values ($1, 'enterprise', $2) returning id`,
    [idOf(owner), at],
  )
  await db.query(`insert into certificate (request_id, type, bytes) values ($1, 'jpg', '\\xffd8')`, [asked?.id])
  const things: Things = {
    station,
    session,
    drawn: await createDrawnSession(world, 5),
    booking,
    person,
    login: login?.id ?? '',
    loginCode: (await bodyOf(ask(owner, 'POST', '/api/desk-codes'))).id,
    passkey: passkey?.id ?? '',
    calendar: (await bodyOf(ask(owner, 'POST', '/api/calendar'))).path.split('/').at(-1),
    message: message?.id ?? 0,
    invitation: invited.id,
    roleCode: invited.code,
    closing: closing?.id ?? '',
    request: request?.id ?? '',
    standing: standing?.id ?? '',
    invitee: invitee?.id ?? '',
    standingRequest: asked?.id ?? '',
    holder: idOf(staff),
  }
  return things
}

/** Creates a second street with a station, and the things of both stations. */
export async function createAllThings(world: World): Promise<Record<Which, Things>> {
  const [station, offering] = [STATIONS[0], OFFERINGS[0]]
  if (!station || !offering) throw new Error('an empty district')
  await seedDistrict(world.deps, {
    streets: [{ code: OTHER_STREET, name: '黄埔街道', lat: 23.1, lng: 113.45 }],
    stations: [{ ...station, id: OTHER_STATION, street: OTHER_STREET }],
    offerings: [{ ...offering, id: `${OTHER_STATION}-talk`, station: OTHER_STATION }],
  })
  await planAhead(world.deps)
  await world.deps.storage?.put(`photos/${PHOTO}`, new Uint8Array([0xff, 0xd8]))
  const ask: Ask = (who, method, path, body) =>
    world.ask(method, path, body, { ...newIdempotencyKey(), ...bearerOf(who) })
  return {
    here: await createThings(world, ask, 'resident', 'station', 'staff'),
    there: await createThings(world, ask, 'neighbour', 'otherStation', 'otherStaff'),
    missing: missingThings('hp404'),
    absent: missingThings(STATION),
  }
}
