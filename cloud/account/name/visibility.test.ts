import { NAME_PENDING } from '@core/account/person'
import { DAY, MINUTE } from '@core/base/time'
import { endpoints } from '@core/contract/endpoints'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runWechatJobs } from '../../runtime/jobs'
import type { Connected } from '../../testing/wechat/wechat'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { scansSentAt } from '../../testing/world/scans'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'
import { addPerson, changeName, MOTHER, resetNames, seenBy } from './name-setup'

const TALK = 'hp001.talk-2611231400'
let world: World
let wechat: Connected
let resident: Someone
let manager: Someone
let district: Someone
beforeEach(async () => {
  world ??= await openWorld()
  ;({ wechat, resident, manager, district } = await resetNames(world))
})
afterEach(async () => {
  expect(await findViolations(world.db, world.clock.now)).toEqual({})
  await wechat.stop()
})
afterAll(() => world.close())

const runJobsAfter = async (ms: number) => {
  world.clock.now += ms
  await runWechatJobs(world.deps)
}
const book = async (people: string[]) =>
  (await resident('POST', '/api/bookings', { session: TALK, people }, newIdempotencyKey())).body.booking
const roster = async () =>
  (await manager('GET', `/api/sessions/${TALK}/roster`)).body.roster.map((one: { name: string }) => one.name)
const makeUnreachable = (): Promise<void> => wechat.standIn.die('hang-up')

test('a name that passes moderation is visible at once; a rejected one is not saved', async () => {
  expect((await changeName(resident, '林晓梅梅')).body.person).toMatchObject({ name: '林晓梅梅' })
  for (const { status, body } of [
    await changeName(resident, '违规'),
    await changeName(resident, '违规', MOTHER),
    await addPerson(resident, '违规'),
  ]) {
    expect([status, body.refusal]).toEqual([409, 'words-risky'])
    expect(body.message).toMatch(/名字/)
  }
  expect(await seenBy(resident, resident.id)).toEqual(['林晓梅梅', undefined])
  expect((await resident('GET', '/api/me')).body.people).toHaveLength(2)
  expect(wechat.standIn.calls('msg_sec_check')).toBe(4)
  expect((await changeName(resident, '林晓梅梅')).status).toBe(200)
  expect(wechat.standIn.calls('msg_sec_check')).toBe(4)
})

test('while WeChat is unreachable only the author sees a new name, and its owner is still let in', async () => {
  await makeUnreachable()
  const { status, body } = await addPerson(resident, '沈阿公')
  expect([status, body.person]).toEqual([201, expect.objectContaining({ name: '沈阿公', naming: 'held' })])
  const booking = await book([body.person.id])
  expect(booking.people[0].name).toBe('沈阿公')
  expect(await roster()).toEqual([NAME_PENDING])

  world.clock.now = MONDAY_TEN + 230 * MINUTE
  const door = await manager(
    'POST',
    '/api/attendance',
    scansSentAt(world.clock.now, [{ pass: booking.code, session: TALK } as never]),
  )
  expect(door.body.answers[0]).toMatchObject({ verdict: 'in', seats: 1, name: NAME_PENDING })

  await wechat.standIn.revive()
  wechat.standIn.visit('o-resident')
  await runJobsAfter(10 * MINUTE)
  expect(await seenBy(resident, body.person.id)).toEqual(['沈阿公', undefined])
  expect(await roster()).toEqual(['沈*公'])
})

test('no answer to anybody else contains a held name', async () => {
  await makeUnreachable()
  const { body } = await addPerson(resident, '沈阿公')
  await changeName(resident, '林大梅')
  const booking = await book([body.person.id])
  const { body: invited } = await resident('POST', `/api/people/${body.person.id}/invitation`)
  await manager('POST', '/api/invitations', { code: invited.code, relation: 'ward' })
  world.clock.now = MONDAY_TEN + 230 * MINUTE
  await manager(
    'POST',
    '/api/attendance',
    scansSentAt(world.clock.now, [{ pass: booking.code, session: TALK } as never]),
  )

  const ids: Record<string, string> = { stations: 'hp001', sessions: TALK, bookings: booking.id }
  const answered = new Set<string>()
  for (const { method, path } of Object.values(endpoints)) {
    if (method !== 'GET') continue
    const at = path.replace(/\/(\w+)\/:\w+/, (_, noun: string) => `/${noun}/${ids[noun] ?? 'x'}`)
    for (const who of [manager, district, await world.as('elder'), world.ask]) {
      const query = at.includes('sheet')
        ? '?day=2026-11-23'
        : at.endsWith('sync') && who !== world.ask
          ? '?door=hp001'
          : ''
      const { text, status } = await who('GET', at + query)
      expect([at, text]).toEqual([at, expect.not.stringMatching(/沈|大梅/)])
      if (status === 200 && text.includes(NAME_PENDING)) answered.add(path)
    }
  }
  expect([...answered].sort()).toEqual([
    '/api/bookings/:id/card',
    '/api/sessions/:id/line',
    '/api/sessions/:id/roster',
    '/api/stations/:id/sheet',
    '/api/stations/:id/sheet.csv',
    '/api/sync',
    '/api/wards',
  ])
  // Another guardian does not see it either.
  const { wards } = (await manager('GET', '/api/wards')).body
  expect(wards.find((one: { id: string }) => one.id === body.person.id)).toMatchObject({
    name: NAME_PENDING,
    naming: 'held',
  })
  expect((await manager('GET', '/api/wards?q=沈')).body.wards).toEqual([])
  const card = await manager('GET', `/api/bookings/${booking.id}/card`)
  expect(card.body.card.names).toEqual([NAME_PENDING])
})

test('the previous name stays visible until the new one passes', async () => {
  await makeUnreachable()
  await changeName(resident, '林大梅')
  await book([resident.id])
  expect([await seenBy(resident, resident.id), await roster()]).toEqual([['林大梅', 'held'], ['林*梅']])
  await wechat.standIn.revive()
  await runJobsAfter(0)
  const [row] = await world.db.query(
    'select name, new_name, new_name_by, new_name_at, moderate_at from person where id = $1',
    [resident.id],
  )
  expect(row).toEqual({ name: '林大梅', new_name: null, new_name_by: null, new_name_at: null, moderate_at: null })
})

test('a held name that is then refused stays hidden from others, and its author can replace it', async () => {
  await makeUnreachable()
  const { id } = (await addPerson(resident, '违规阿公')).body.person
  await wechat.standIn.revive()
  await runJobsAfter(0)
  await book([id])
  expect([await seenBy(resident, id), await roster()]).toEqual([['违规阿公', 'refused'], [NAME_PENDING]])
  const calls = wechat.standIn.calls('msg_sec_check')
  await runJobsAfter(DAY)
  expect(wechat.standIn.calls('msg_sec_check')).toBe(calls)
  expect((await district('GET', '/api/names')).body.names).toEqual([])
  wechat.standIn.visit('o-resident')
  expect((await changeName(resident, '沈阿公', id)).body.person).not.toHaveProperty('naming')
  expect(await roster()).toEqual(['沈*公'])
})
