import { strictEqual } from 'node:assert'
import type { EndpointName } from '@core/contract/endpoints'
import { SAMPLES } from '../../place/photo/photo-test-setup'
import { bearerOf, type CallerName, idOf } from '../access/callers'
import type { Sample } from '../access/samples'
import type { Things } from '../access/things'
import { createAuthenticator } from '../passkey/authenticator'
import { enableCheckInCodes, HERE } from '../world/check-in-codes'
import { newIdempotencyKey } from '../world/idempotency-key'
import { passShownAt, scansSentAt } from '../world/scans'
import { MONDAY_TEN, OFFERINGS, type World } from '../world/world'

/** Valid requests besides `SAMPLES`, whose answer is more often the wanted one; `by`: from this caller. */
export type MoreSamples = Partial<Record<EndpointName, readonly (Sample & { by?: CallerName })[]>>

const SMALL = 'hp001.small-2611241600'
const OTHER = 'hp001.talk-2611251400'

/** Makes codes, passes and strikes that nobody has used yet, and the requests that use them. */
export async function createMoreSamples(
  world: World,
  { booking, session, roleCode, person }: Things,
): Promise<MoreSamples> {
  await enableCheckInCodes(world)
  const ask = async (who: CallerName, method: string, path: string, body?: object) => {
    const answer = await world.ask(method, path, body, { ...newIdempotencyKey(), ...bearerOf(who) })
    strictEqual(answer.status < 300, true, `${path}: ${answer.text}`)
    return answer.body
  }
  const second = (await ask('resident', 'POST', '/api/bookings', { session: OTHER, people: [person] })).booking
  await world.db.query(
    `insert into strike (station_id, booking_id, person_id, why, status, at, fades_at)
     select station_id, id, booker_id, 'late', 'counts', booked_at, booked_at + interval '30 days' from booking where id = $1`,
    [second.id],
  )
  // A session with strikes has been judged.
  await world.db.query('update session set judged = true where id = $1', [OTHER])
  const { pass } = await ask('resident', 'GET', `/api/bookings/${booking}/pass`)
  const { card } = await ask('station', 'GET', `/api/bookings/${booking}/card`)
  const { paper } = await ask('station', 'GET', `/api/sessions/${session}/wall`)
  const { code } = await ask('resident', 'POST', `/api/people/${person}/invitation`)
  const { code: desk } = await ask('neighbour', 'POST', '/api/desk-codes')
  const { next } = await ask('resident', 'GET', '/api/sync')
  const [device, newcomer] = [createAuthenticator(), createAuthenticator()]
  const options = await ask('resident', 'POST', '/api/passkeys/options')
  const joining = await ask('nobody', 'POST', '/api/join/options', { code: roleCode, name: '新来的' })
  const entering = await ask('nobody', 'POST', '/api/login/options')
  const { codes } = await ask('neighbour', 'POST', '/api/recovery-codes')
  const { code: standing } = await ask('district', 'POST', '/api/standings/invitations', { kind: 'worker' })
  await ask('resident', 'POST', '/api/uploads', { upload: 'certificate', nth: 0, body: SAMPLES.jpeg })
  const passes = [passShownAt(pass, MONDAY_TEN), card.text, pass.code, booking, paper, 'x']
  const walkIn = { kind: 'walk-in', pass: '', session, seats: 2 } as const
  const undo = { kind: 'undo', pass: '', session, of: 1 } as const
  const offering = { ...OFFERINGS[0], id: 'hp001-new' }
  return {
    book: [SMALL, 'hp001.talk-2611261400', 'hp099.lunch-2611241200'].flatMap((other) => [
      { body: { session: other, people: [idOf('resident')], wait: true } },
      { body: { session: other, people: [idOf('resident'), person] } },
    ]),
    cancel: [{ id: booking, query: 'late=1' }, { id: second.id }],
    appeal: [{ id: second.id, body: { words: '我到了' } }],
    attend: [
      {
        body: scansSentAt(
          MONDAY_TEN,
          passes.map((text) => ({ pass: text })),
        ),
      },
      {
        body: scansSentAt(MONDAY_TEN, [walkIn, { kind: 'in', pass: pass.code }, undo, { kind: 'out', pass: booking }]),
      },
    ],
    checkIn: [
      { by: 'resident', body: { code: paper, spot: HERE } },
      { by: 'resident', body: { code: paper, spot: HERE, booking } },
    ],
    joinAsGuardian: [{ by: 'neighbour', body: { code, relation: 'parent' } }],
    invitationCode: [{ by: 'resident', body: { code } }],
    addPasskey: [{ by: 'resident', body: { name: '窗口', passkey: device.create(options) } }],
    join: [
      { body: { code: roleCode, name: '新来的' } },
      { body: { code: roleCode, name: '新来的', passkey: newcomer.create(joining) } },
    ],
    joinOptions: [{ body: { code: roleCode, name: '新来的' } }],
    seeInvitation: [{ body: { code: roleCode } }],
    login: [
      { body: { recovery: codes[0], app: 'h5' } },
      { body: { passkey: device.get(entering) } },
      { body: { desk } },
      { body: { persona: 'elder', app: 'weapp' } },
    ],
    takeRole: [
      { body: { code: roleCode, preview: true } },
      { body: { code: roleCode } },
      { by: 'neighbour', body: { code: standing } },
    ],
    askStanding: [{ by: 'resident', body: { kind: 'worker', picture: 'certificate', note: '老厂的' } }],
    inviteManagers: [{ by: 'district', body: { batch: 'cards', stations: ['hp001'] } }],
    saveOffering: [
      { id: 'hp001', body: { offering } },
      { id: 'hp001', body: { offering: { ...offering, drawMinutes: 60 } } },
    ],
    addPerson: [{ body: { name: '小贝', relation: 'child', born: '2021-06', consent: true } }],
    sync: [{ query: `since=${next}` }, { query: `since=${next}&door=hp001` }],
    wards: [{ query: 'q=%E9%98%BF' }],
    changeSession: [{ id: SMALL, body: { capacity: 1, version: 1 } }],
  }
}
