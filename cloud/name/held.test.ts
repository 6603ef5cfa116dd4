import { endpoints } from '@core/contract/endpoints'
import { UNPASSED } from '@core/person'
import { DAY, MINUTE, moment } from '@core/time'
import { beginAnew } from '../testing/anew'
import { sent } from '../testing/door'
import { findViolations } from '../testing/invariants'
import { newKey } from '../testing/keys'
import { rewritten } from '../testing/meddling'
import { type Connected, connectWechat } from '../testing/wechat'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../testing/world'
import { tendWechat, tick } from '../tick'
import { judgeSoon } from '../wechat/words'

const TALK = 'hp001.talk-2611231400'
const MOTHER = '00000000-0000-4000-8000-000000000012'

let world: World
let wechat: Connected
let resident: Someone
let manager: Someone
let district: Someone
beforeEach(async () => {
  world ??= await openWorld()
  await beginAnew(world)
  wechat = await connectWechat(world, { words: { risky: ['违规'], review: ['可疑'] } })
  ;[resident, manager, district] = [await world.as('resident'), await world.as('manager'), await world.as('district')]
  await wechat.meet(resident.id, 'o-resident')
})
afterEach(async () => {
  expect(await findViolations(world.db, world.clock.now)).toEqual({})
  await wechat.stop()
})
afterAll(() => world.close())

const change = (name: string, id = resident.id, who = resident) => who('PATCH', `/api/people/${id}`, { name })
const add = (name: string, who = resident, relation = 'parent') => who('POST', '/api/people', { name, relation })
/** Somebody of theirs as a guardian reads them: the name, and what there is to say about it. */
const seenBy = async (who: Someone, id: string) => {
  const { person, people } = (await who('GET', '/api/me')).body
  const found = [person, ...people].find((one: { id: string }) => one.id === id)
  return found && [found.name, found.naming]
}
const later = async (ms: number) => {
  world.clock.now += ms
  await tendWechat(world.deps)
}
const book = async (people: string[]) =>
  (await resident('POST', '/api/bookings', { session: TALK, people }, newKey())).body.booking
const roster = async () =>
  (await manager('GET', `/api/sessions/${TALK}/roster`)).body.roster.map((one: { name: string }) => one.name)
const unreached = (): Promise<void> => wechat.standIn.die('hang-up')

test('what WeChat passes is read by all at once; what it does not is not saved', async () => {
  expect((await change('林晓梅梅')).body.person).toMatchObject({ name: '林晓梅梅' })
  for (const { status, body } of [await change('违规'), await change('违规', MOTHER), await add('违规')]) {
    expect([status, body.refusal]).toEqual([409, 'words-risky'])
    expect(body.message).toMatch(/名字/)
  }
  expect(await seenBy(resident, resident.id)).toEqual(['林晓梅梅', undefined])
  expect((await resident('GET', '/api/me')).body.people).toHaveLength(2)
  expect(wechat.standIn.calls('msg_sec_check')).toBe(4)
  expect((await change('林晓梅梅')).status).toBe(200)
  expect(wechat.standIn.calls('msg_sec_check')).toBe(4)
})

test('while WeChat cannot be reached a new name is read by who wrote it alone, and its owner gets in all the same', async () => {
  await unreached()
  const { status, body } = await add('沈阿公')
  expect([status, body.person]).toEqual([201, expect.objectContaining({ name: '沈阿公', naming: 'held' })])
  const booking = await book([body.person.id])
  expect(booking.people[0].name).toBe('沈阿公')
  expect(await roster()).toEqual([UNPASSED])

  world.clock.now = MONDAY_TEN + 230 * MINUTE
  const door = await manager(
    'POST',
    '/api/attendance',
    sent(world.clock.now, [{ pass: booking.code, session: TALK } as never]),
  )
  expect(door.body.answers[0]).toMatchObject({ verdict: 'in', seats: 1, name: UNPASSED })

  await wechat.standIn.revive()
  wechat.standIn.visit('o-resident')
  await later(10 * MINUTE)
  expect(await seenBy(resident, body.person.id)).toEqual(['沈阿公', undefined])
  expect(await roster()).toEqual(['沈*公'])
})

test('nothing that anybody else can ask for has it in it', async () => {
  await unreached()
  const { body } = await add('沈阿公')
  await change('林大梅')
  const booking = await book([body.person.id])
  const { body: invited } = await resident('POST', `/api/people/${body.person.id}/invitation`)
  await manager('POST', '/api/invitations', { code: invited.code, relation: 'ward' })
  world.clock.now = MONDAY_TEN + 230 * MINUTE
  await manager('POST', '/api/attendance', sent(world.clock.now, [{ pass: booking.code, session: TALK } as never]))

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
      if (status === 200 && text.includes(UNPASSED)) answered.add(path)
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
  // Whoever cares for them too reads no more of it.
  const { wards } = (await manager('GET', '/api/wards')).body
  expect(wards.find((one: { id: string }) => one.id === body.person.id)).toMatchObject({
    name: UNPASSED,
    naming: 'held',
  })
  expect((await manager('GET', '/api/wards?q=沈')).body.wards).toEqual([])
  const card = await manager('GET', `/api/bookings/${booking.id}/card`)
  expect(card.body.card.names).toEqual([UNPASSED])
})

test('until another is passed, the name before it stays', async () => {
  await unreached()
  await change('林大梅')
  await book([resident.id])
  expect([await seenBy(resident, resident.id), await roster()]).toEqual([['林大梅', 'held'], ['林*梅']])
  await wechat.standIn.revive()
  await later(0)
  const [row] = await world.db.query(
    'select name, new_name, new_name_by, new_name_at, moderate_at from person where id = $1',
    [resident.id],
  )
  expect(row).toEqual({ name: '林大梅', new_name: null, new_name_by: null, new_name_at: null, moderate_at: null })
})

test('held, and then refused: nobody else ever reads it, its writer is told, and another takes its place', async () => {
  await unreached()
  const { id } = (await add('违规阿公')).body.person
  await wechat.standIn.revive()
  await later(0)
  await book([id])
  expect([await seenBy(resident, id), await roster()]).toEqual([['违规阿公', 'refused'], [UNPASSED]])
  const calls = wechat.standIn.calls('msg_sec_check')
  await later(DAY)
  expect(wechat.standIn.calls('msg_sec_check')).toBe(calls)
  expect((await district('GET', '/api/names')).body.names).toEqual([])
  wechat.standIn.visit('o-resident')
  expect((await change('沈阿公', id)).body.person).not.toHaveProperty('naming')
  expect(await roster()).toEqual(['沈*公'])
})

/** WeChat takes so long that something else happens in between. */
function meanwhile(then: () => Promise<unknown>): void {
  const { wechat: real } = world.deps
  Object.assign(world.deps, {
    wechat: {
      ...real,
      judge: async (words: Parameters<NonNullable<typeof real>['judge']>[0]) => {
        Object.assign(world.deps, { wechat: real })
        await then()
        return real?.judge(words)
      },
    },
  })
}

test.each([
  ['one that passes', '沈阿公', '沈公公', ['沈公公', undefined]],
  ['one that is held', '沈阿公', '可疑公', ['可疑公', 'held']],
])('a verdict is of the words that were judged: changed meanwhile to %s', async (_what, first, second, seen) => {
  await unreached()
  const { id } = (await add(first)).body.person
  await wechat.standIn.revive()
  meanwhile(() => change(second, id))
  await later(0)
  expect(await seenBy(resident, id)).toEqual(seen)
  expect(await seenBy(resident, id)).not.toContain(first)
})

test('twin: where nobody compares, the new one is read by all on the word for the old one', async () => {
  await unreached()
  const { id } = (await add('沈阿公')).body.person
  await wechat.standIn.revive()
  meanwhile(() => change('可疑公', id))
  const unguarded = rewritten(world.db, /set moderate_at = null/, 'new_name = $2', '$2::text is not null')
  world.clock.now++
  await tendWechat({ ...world.deps, db: unguarded })
  expect(await seenBy(resident, id)).toEqual(['可疑公', undefined])
})

test('a refusal too', async () => {
  await unreached()
  const { id } = (await add('违规阿公')).body.person
  await wechat.standIn.revive()
  meanwhile(() => change('可疑公', id))
  await later(0)
  expect(await seenBy(resident, id)).toEqual(['可疑公', 'held'])
})

test('what WeChat cannot judge in a day the district reads, and its word counts for what it read', async () => {
  const first = (await add('可疑公')).body.person.id
  world.clock.now++
  const second = (await add('可疑婆')).body.person.id
  const read = async (who = district) => (await who('GET', '/api/names')).body.names
  const say = async (id: string, name: string, pass: boolean, who = district) =>
    (await who('POST', `/api/names/${id}`, { name, pass })).status
  await later(DAY - 2)
  expect([await read(), await say(first, '可疑公', true)]).toEqual([[], 404])
  await later(2)
  expect(await read()).toEqual(
    [first, second].map((person, at) => ({ person, name: ['可疑公', '可疑婆'][at], at: moment(MONDAY_TEN + at) })),
  )
  for (const who of [manager, resident]) {
    expect((await who('GET', '/api/names')).status).toBe(404)
    expect(await say(first, '可疑公', true, who)).toBe(404)
  }
  expect(await say(first, '可疑爷', true)).toBe(404)
  expect([await say(first, '可疑公', true), await say(second, '可疑婆', false)]).toEqual([200, 200])
  expect([await seenBy(resident, first), await seenBy(resident, second)]).toEqual([
    ['可疑公', undefined],
    ['可疑婆', 'refused'],
  ])
  expect([await read(), await say(first, '可疑公', false)]).toEqual([[], 404])
})

test('of a ward WeChat’s no counts, and where it says nothing the worker answers for it', async () => {
  await wechat.meet(manager.id, 'o-manager')
  expect((await add('违规婆', manager, 'ward')).body.refusal).toBe('words-risky')
  await unreached()
  expect((await add('冯阿婆', manager, 'ward')).body.person).not.toHaveProperty('naming')
})

test('whoever waits does not wait for a WeChat that says nothing', async () => {
  const asked: string[] = []
  const silent = { ...world.deps.wechat, judge: ({ text }: { text: string }) => new Promise(() => asked.push(text)) }
  const deps = { ...world.deps, wechat: silent as unknown as NonNullable<World['deps']['wechat']> }
  expect(await judgeSoon(deps, resident.id, '沈阿公', 'profile', 1)).toBe('held')
  expect(asked).toEqual(['沈阿公'])
  expect(await judgeSoon(world.deps, resident.id, '沈阿公', 'profile')).toBe('pass')
})

test('two who look at once ask about each once', async () => {
  await unreached()
  await add('沈阿公')
  await wechat.standIn.revive()
  const before = wechat.standIn.calls('msg_sec_check')
  await Promise.all([later(0), later(0)])
  expect(wechat.standIn.calls('msg_sec_check')).toBe(before + 1)
})

test('where WeChat is off nothing is judged, and who it does not know in the demo is believed', async () => {
  expect((await change('违规', MOTHER, await world.as('elder'))).status).toBe(404)
  expect((await add('违规', await world.as('elder'))).status).toBe(201)
  Object.assign(world.deps, { wechat: undefined })
  expect((await change('违规')).body.person).toMatchObject({ name: '违规' })
  await tick(world.deps)
})
