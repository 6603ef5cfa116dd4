import { judgeAtDoor } from '@core/attendance/door'
import type { Endpoint } from '@core/contract/endpoint'
import { endpoints } from '@core/contract/endpoints'
import { type AccessWorld, NAMES, openAccessWorld } from '../../testing/access/access-world'
import { bearerOf, type CallerName } from '../../testing/access/callers'
import { SAMPLES, type Sample } from '../../testing/access/samples'
import { dumpDatabase } from '../../testing/database/dump'
import { openTwo } from '../../testing/process/two-districts'
import { enableCheckInCodes, paperOf, screenOf } from '../../testing/world/check-in-codes'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { packOf } from '../../testing/world/phone'
import { passShownAt, scansSentAt } from '../../testing/world/scans'
import type { World } from '../../testing/world/world'
import { crypto } from '../../util/crypto'
import type { Directory } from './directory'

/** Two districts with the same ids of stations, sessions and people, and with other tokens. */
let hp: AccessWorld
let ty: AccessWorld
let directory: Directory
beforeAll(async () => {
  ;[hp, ty] = [await openAccessWorld(), await openAccessWorld()]
  await ty.world.db.query(`update login set token_hash = 'ty ' || token_hash`, [])
  for (const { world } of [hp, ty]) await enableCheckInCodes(world)
  directory = openTwo(hp.world, ty.world)
})
afterAll(() => directory.close())

const ask = async (
  host: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) => {
  const sent = { host, ...newIdempotencyKey(), ...headers }
  const request = new Request(`http://cloud${path}`, {
    method,
    headers: sent,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer = await directory.fetch(request)
  const text = await answer.text()
  return { status: answer.status, text, body: text.startsWith('{') ? JSON.parse(text) : undefined }
}
const sampleOf = (name: (typeof NAMES)[number], { things }: AccessWorld): Sample => {
  const sample = SAMPLES[name]
  return typeof sample === 'function' ? sample(things.here) : sample
}
/** The row's request about what is in hp, sent to a host. */
const askAbout = (name: (typeof NAMES)[number], host: string, headers: Record<string, string>) => {
  const { method, path }: Endpoint = endpoints[name]
  const { id = '', query, body } = sampleOf(name, hp)
  return ask(host, method, `${path.replace(/:\w+/, String(id))}${query ? `?${query}` : ''}`, body, headers)
}

const CALLED: CallerName[] = ['resident', 'staff', 'station', 'district']
const NEEDING_LOGIN = NAMES.filter((name) => endpoints[name].who !== 'anyone')

test('the tokens of one are good there, and for every call of the other 401, without an effect', async () => {
  expect(NEEDING_LOGIN.length).toBeGreaterThan(50)
  const before = await dumpDatabase(ty.world.db)
  for (const who of CALLED) {
    expect((await ask('hp.example.cn', 'GET', '/api/me', undefined, bearerOf(who))).status).toBe(200)
    for (const name of NEEDING_LOGIN) {
      const { status } = await askAbout(name, 'ty.example.cn', bearerOf(who))
      expect([name, who, status]).toEqual([name, who, 401])
    }
  }
  expect(await dumpDatabase(ty.world.db)).toBe(before)
})

test('what is open to everybody shows nothing of the other, whoever asks', async () => {
  await hp.world.db.query(`update station set about = about || '{"name": "只在黄埔"}' where id = 'hp001'`, [])
  const shown = await ask('hp.example.cn', 'GET', '/api/stations/hp001')
  expect(shown.text).toContain('只在黄埔')
  for (const name of NAMES.filter((one) => endpoints[one].who === 'anyone')) {
    const answer = await askAbout(name, 'ty.example.cn', bearerOf('district'))
    expect([name, answer.text.includes('只在黄埔')]).toEqual([name, false])
  }
  // An address is a secret of its own district.
  expect((await askAbout('calendarFeed', 'hp.example.cn', {})).status).toBe(200)
  expect((await askAbout('calendarFeed', 'ty.example.cn', {})).status).toBe(404)
})

test('things of the one are missing in the other, also for those who may do everything there', async () => {
  await ty.world.db.query(`update login set token_hash = substr(token_hash, 4) where token_hash like 'ty %'`, [])
  const foreign = NEEDING_LOGIN.filter(
    (name) => JSON.stringify(sampleOf(name, hp)) !== JSON.stringify(sampleOf(name, ty)),
  )
  expect(foreign).toEqual(
    expect.arrayContaining(['booking', 'pass', 'card', 'cancel', 'deskCode', 'roleCode', 'closing']),
  )
  for (const who of CALLED) {
    for (const name of foreign) {
      const { status, body } = await askAbout(name, 'ty.example.cn', bearerOf(who))
      const found = status < 400 || (status === 409 && body.refusal !== 'invitation-forged')
      // A code of an invitation is refused as forged: the key of the other district did not make it.
      expect([name, who, found]).toEqual([name, who, false])
    }
  }
})

describe('codes of the other district are refused:', () => {
  const as = async (world: World, host: string, persona: 'resident' | 'manager' | 'elder') => {
    const { body } = await ask(host, 'POST', '/api/login', { persona })
    const authorization = `Bearer ${body.token}`
    return Object.assign(
      async (method: string, path: string, sent?: unknown) => ask(host, method, path, sent, { authorization }),
      { id: body.person.id as string, world, people: [] as string[] },
    )
  }
  const TALK = 'hp001.talk-2611231400'

  test('a pass, at the door of the other station with the same id, online and offline', async () => {
    const resident = await as(hp.world, 'hp.example.cn', 'elder')
    const booked = await resident('POST', '/api/bookings', { session: TALK, people: [resident.id] })
    expect(booked.status).toBe(201)
    const { pass } = (await resident('GET', `/api/bookings/${booked.body.booking.id}/pass`)).body
    const at = hp.world.clock.now
    const shown = passShownAt(pass, at)
    for (const [host, world, why] of [
      ['hp.example.cn', hp.world, undefined],
      ['ty.example.cn', ty.world, 'forged'],
    ] as const) {
      const manager = await as(world, host, 'manager')
      const pack = await packOf(manager as unknown as World['ask'])
      expect(judgeAtDoor(pack, { pass: shown, kind: 'in', at }, () => [], crypto).why?.refusal).toBe(why)
      const scanned = (await manager('POST', '/api/attendance', scansSentAt(at, [{ pass: shown }]))).body.answers[0]
      expect([host, scanned.verdict, scanned.why?.refusal ?? scanned.refusal]).toEqual([
        host,
        why ? 'refused' : 'in',
        why,
      ])
    }
  })

  test('a check-in code, on a screen and on paper', async () => {
    const manager = await as(hp.world, 'hp.example.cn', 'manager')
    const codes = [(await screenOf(hp.world, manager as never))(), await paperOf(manager as never)]
    for (const code of codes) {
      const resident = await as(ty.world, 'ty.example.cn', 'resident')
      const answer = await resident('POST', '/api/check-in', { code })
      expect([answer.status, answer.body.refusal]).toEqual([409, 'forged'])
    }
  })

  test('a login code, an invitation to a role and one to a household', async () => {
    const resident = await as(hp.world, 'hp.example.cn', 'resident')
    const desk = (await resident('POST', '/api/desk-codes')).body.code
    const wrong = await ask('ty.example.cn', 'POST', '/api/login', { desk })
    expect([wrong.status, wrong.body.refusal]).toEqual([409, 'desk-wrong'])
    expect((await ask('hp.example.cn', 'POST', '/api/login', { desk })).status).toBe(200)
    const other = await as(ty.world, 'ty.example.cn', 'elder')
    const role = await other('POST', '/api/roles', { code: hp.things.here.roleCode })
    expect([role.status, role.body?.refusal]).toEqual([409, 'invitation-forged'])
    const { code } = (await askAbout('invite', 'hp.example.cn', bearerOf('resident'))).body
    const joined = await other('POST', endpoints.joinAsGuardian.path, { code, relation: 'parent' })
    expect([code.length > 5, joined.status, joined.body?.refusal]).toEqual([true, 409, 'bad-invitation'])
  })
})
