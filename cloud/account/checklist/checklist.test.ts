import { CLOCK_SLACK, FINDING_NAMES, type FindingName, sayFinding, stateOf } from '@core/account/checklist'
import { HOUR, MINUTE, moment } from '@core/base/time'
import { LANGUAGES } from '@core/words/say'
import { openMigrated } from '../../testing/database/image'
import { addPasskey } from '../../testing/passkey/passkeys'
import { resetDistrict } from '../../testing/world/reset'
import { district, giveRole } from '../../testing/world/roles'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'
import { judgeServer, judgeSettings } from './findings'
import type { ServerFacts } from './queries'
import { checkAll } from './service'

let world: World
let duty: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await resetDistrict(world)
  await world.db.query('delete from backup')
  duty = await world.as('district')
})
afterAll(() => world.close())

type Found = { found: FindingName; values?: object }
const findings = async (): Promise<Found[]> => (await duty('GET', '/api/checklist')).body.findings
const names = async () => (await findings()).map(({ found }) => found)
const backup = (ago: number, restored = false) =>
  world.db.query('insert into backup values ($1, 1000, $2)', [
    moment(world.clock.now - ago),
    restored ? moment(world.clock.now) : null,
  ])

test('the demo is told to be one', async () => {
  expect(await findings()).toContainEqual({ found: 'demo', values: { count: 6 } })
  expect(await names()).toEqual(expect.arrayContaining(['streets', 'stations', 'officers-one', 'backup-none']))
})
test('a second officer, and a passkey for each, are missing until they are there', async () => {
  expect(await names()).toEqual(expect.arrayContaining(['officers-one', 'entry-missing']))
  const elder = await world.as('elder')
  await giveRole(duty, elder, district)
  await addPasskey(duty)
  expect(await findings()).toContainEqual({ found: 'entry-missing', values: { count: 1 } })
  await addPasskey(elder)
  expect(await names()).toEqual(expect.arrayContaining(['officers', 'entry']))
  await world.db.query('update passkey set stopped_at = now()')
  expect(await findings()).toContainEqual({ found: 'entry-missing', values: { count: 2 } })
})
test('a backup is good for two days, and once a restore was tried', async () => {
  await backup(48 * HOUR + MINUTE)
  expect(await findings()).toContainEqual({ found: 'backup-old', values: { hours: 48, most: 48 } })
  await backup(48 * HOUR)
  expect(await findings()).toContainEqual({ found: 'backup-untried', values: { hours: 48 } })
  await backup(5 * HOUR, true)
  expect(await findings()).toContainEqual({ found: 'backup', values: { hours: 5 } })
})
test('an empty database lacks everything', async () => {
  const db = await openMigrated()
  const found = (await checkAll({ db, now: Date.now })).map((one) => one.found)
  await db.close()
  expect(found).toEqual(
    expect.arrayContaining(['officers-none', 'streets-none', 'stations-none', 'backup-none', 'clock']),
  )
  expect(found).not.toContain('demo')
})
test('the clock of the world and that of the database are years apart, and it says so', async () => {
  expect(await names()).toContain('clock-wrong')
})

describe('the server', () => {
  const FIT: ServerFacts = {
    version: 150_004,
    name: '15.4',
    encoding: 'UTF8',
    role: 'yike',
    owner: true,
    extension: true,
    zones: true,
    connections: 97,
    now: MONDAY_TEN,
  }
  const judge = (facts: Partial<ServerFacts>, apart = 0, pool = 6) =>
    judgeServer({ ...FIT, ...facts }, apart, pool).filter(({ found }) => stateOf(found) !== 'good')
  test('is fit', () => expect(judge({})).toEqual([]))
  test.each<[Partial<ServerFacts>, Found]>([
    [
      { version: 149_999, name: '14.12' },
      { found: 'server-old', values: { version: '14.12' } },
    ],
    [{ encoding: 'SQL_ASCII' }, { found: 'encoding-wrong', values: { encoding: 'SQL_ASCII' } }],
    [{ owner: false }, { found: 'owner-other', values: { role: 'yike' } }],
    [{ extension: false }, { found: 'extension-none' }],
    [{ zones: false }, { found: 'zones-none' }],
    [{ connections: 15 }, { found: 'connections-few', values: { left: 5, pool: 6 } }],
    [{ connections: 16 }, { found: 'connections-tight' }],
    [{ connections: 21 }, { found: 'connections-tight' }],
  ])('with %j', (facts, found) => expect(judge(facts)).toEqual([found]))
  test('has room for two processes', () => expect(judge({ connections: 22 })).toEqual([]))
  test.each([1, -1])('whose clock is off, either way (%i)', (sign) => {
    expect(judge({}, sign * CLOCK_SLACK.look)).toEqual([])
    expect(judge({}, sign * (CLOCK_SLACK.look + 1))).toEqual([{ found: 'clock-off', values: { seconds: 2 } }])
    expect(judge({}, sign * CLOCK_SLACK.bad)).toEqual([{ found: 'clock-off', values: { seconds: 30 } }])
    expect(judge({}, sign * (CLOCK_SLACK.bad + 1))).toEqual([{ found: 'clock-wrong', values: { seconds: 30 } }])
  })
})

describe('the configuration', () => {
  const installation = { host: '127.0.0.1', behindProxy: false, metrics: true, pool: 6 }
  const judge = (settings: Parameters<typeof judgeSettings>[0]) => judgeSettings(settings).map(({ found }) => found)
  test('of nothing', () => {
    expect(judge({})).toEqual(['address-none', 'wechat-none', 'keys-none'])
  })
  test('of an address, and a listener of this machine', () => {
    const district = { publicUrl: 'https://yike.example.cn' }
    expect(judge({ district, installation })).toEqual(['address', 'wechat-none', 'keys-none', 'closed', 'metrics'])
  })
  test('open to everybody, unless a proxy is named', () => {
    const open = { ...installation, host: '0.0.0.0' }
    expect(judgeSettings({ installation: open })).toContainEqual({ found: 'open', values: { host: '0.0.0.0' } })
    expect(judge({ installation: { ...open, behindProxy: true } })).toContain('closed')
  })
  test('without metrics', () => {
    expect(judge({ installation: { ...installation, metrics: false } })).toContain('metrics-none')
  })
  test('of WeChat with one template of three', () => {
    const wechat = { templates: { moved: 'x', promoted: undefined, tomorrow: undefined } } as never
    expect(judgeSettings({ wechat })).toContainEqual({ found: 'templates-missing', values: { count: 2 } })
  })
})

test.each(LANGUAGES)('every finding has its sentences in %s, and what is not good says what to do', (language) => {
  for (const found of FINDING_NAMES) {
    const { what, todo } = sayFinding(language, { found })
    expect([found, what.length > 3, todo.length > 3]).toEqual([found, true, stateOf(found) !== 'good'])
  }
})
