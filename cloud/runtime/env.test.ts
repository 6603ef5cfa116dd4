import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BadEnv } from '../util/bad-env'
import { readEnv } from './env'

test('an empty environment is the demo on PGlite, on localhost only', () => {
  const strikes = { most: 3, days: 30 }
  const plain = { port: 8080, host: '127.0.0.1', dataDir: '.data', demo: true, strikes, log: 'faults' }
  expect(readEnv({})).toEqual(plain)
  expect(readEnv({ PORT: '', HOST: ' ', DATABASE_URL: '', DEMO: '', DATA_DIR: '' })).toEqual(plain)
})

describe('the demo', () => {
  const POSTGRES = 'postgres://yike:secret@db:5432/yike'
  test.each<[Record<string, string>, boolean]>([
    [{ HOST: 'localhost' }, true],
    [{ HOST: '127.0.0.9' }, true],
    [{ HOST: '::1' }, true],
    // Off, since anybody who can reach it could log in as anybody.
    [{ HOST: '0.0.0.0', DATABASE_URL: POSTGRES }, false],
    [{ DATABASE_URL: POSTGRES }, false],
    [{ DATABASE_URL: POSTGRES, DEMO: '1' }, true],
    [{ HOST: '0.0.0.0', DATABASE_URL: POSTGRES, DEMO: 'on' }, true],
    [{ DEMO: '0' }, false],
    [{ DEMO: 'FALSE' }, false],
  ])('%j: %s', (from, demo) => {
    expect(readEnv(from).demo).toBe(demo)
  })
})

describe('the embedded database is for one’s own machine: elsewhere a mistyped DATABASE_URL ends the process', () => {
  test.each<Record<string, string>>([
    { HOST: '0.0.0.0' },
    { HOST: '::' },
    { HOST: '10.0.0.5', DEMO: '1' },
    { HOST: '127.0.0.1.example.com' },
    { NODE_ENV: 'production' },
    { NODE_ENV: 'production', DEMO: '1', DATABASE_ULR: 'postgres://db/yike' },
  ])('%j', (from) => {
    expect(() => readEnv(from)).toThrow(/^DATABASE_URL must be a postgres:\/\/ address; there is none/)
  })
  test.each<Record<string, string>>([{ NODE_ENV: 'test' }, { NODE_ENV: 'development', HOST: 'localhost' }])(
    'but with %j it is used',
    (from) => {
      expect(readEnv(from).databaseUrl).toBeUndefined()
    },
  )
})

test('values of the environment override the defaults', () => {
  const basic = { PORT: '0', HOST: '[::1]', DATABASE_URL: 'postgresql://db/yike', DATA_DIR: '/tmp/yike', DEMO: 'no' }
  const more = { DATABASE_POOL: '20', METRICS_PORT: '9464', METRICS_HOST: '10.0.0.5', LOG: 'Faults' }
  expect(
    readEnv({ ...basic, ...more, STRIKES_MOST: '5', STRIKES_DAYS: '90', LIMITS: '0', CLIENT_ADDRESS: 'X-Real-IP' }),
  ).toEqual({
    port: 0,
    host: '[::1]',
    databaseUrl: 'postgresql://db/yike',
    dataDir: '/tmp/yike',
    demo: false,
    strikes: { most: 5, days: 90 },
    pool: 20,
    metrics: { port: 9464, host: '10.0.0.5' },
    log: 'faults',
    limits: false,
    addressHeader: 'x-real-ip',
  })
})

describe('a CloudBase function', () => {
  const USUAL = { port: 9000, host: '0.0.0.0', pool: 2, postgres: true } as const
  const POSTGRES = { DATABASE_URL: 'postgres://db/yike' }

  test('listens on port 9000 of every address and logs every request', () => {
    const { port, host, pool, demo, log } = readEnv(POSTGRES, USUAL)
    expect({ port, host, pool, demo, log }).toEqual({ port: 9000, host: '0.0.0.0', pool: 2, demo: false, log: 'all' })
  })

  test('has defaults that can be overridden', () => {
    const overridden = readEnv(
      { ...POSTGRES, PORT: '0', HOST: '127.0.0.1', DATABASE_POOL: '5', METRICS_PORT: '1' },
      USUAL,
    )
    expect(overridden).toMatchObject({ port: 0, host: '127.0.0.1', pool: 5, metrics: { port: 1, host: '127.0.0.1' } })
  })

  test('requires DATABASE_URL', () => {
    expect(() => readEnv({}, USUAL)).toThrow(/^DATABASE_URL must be /)
  })
})

test('all invalid values are reported at once, without a password', () => {
  const bad = { PORT: '70000', HOST: 'a b', DATABASE_URL: 'mysql://me:geheim@db/x', DEMO: 'maybe', STRIKES_DAYS: '0' }
  expect(() => readEnv(bad)).toThrow(BadEnv)
  let message = ''
  try {
    readEnv(bad)
  } catch (fault) {
    message = (fault as Error).message
  }
  expect(message.split('\n').map((line) => line.split(' ')[0])).toEqual([
    'PORT',
    'HOST',
    'DATABASE_URL',
    'DEMO',
    'STRIKES_DAYS',
  ])
  expect(message).toContain('70000')
  expect(message).not.toContain('geheim')
})

test.each([
  ['PORT', '-1'],
  ['PORT', '80.5'],
  ['PORT', '0x50'],
  ['PORT', 'http'],
  ['PORT', '65536'],
  ['HOST', 'a/b'],
  ['HOST', 'x'.repeat(254)],
  ['DATABASE_URL', 'localhost'],
  ['DATABASE_URL', 'file:///tmp'],
  ['DEMO', '2'],
  ['DEMO', 'constructor'],
  ['STRIKES_MOST', '0'],
  ['STRIKES_MOST', '2.5'],
  ['STRIKES_DAYS', '1000'],
  ['STRIKES_DAYS', 'month'],
  ['DATABASE_POOL', '0'],
  ['DATABASE_POOL', 'many'],
  ['METRICS_PORT', '65536'],
  ['METRICS_HOST', 'a b'],
  ['LOG', 'none'],
  ['LIMITS', 'some'],
  ['CLIENT_ADDRESS', 'x real ip'],
])('%s may not be %s', (name, value) => {
  expect(() => readEnv({ [name]: value })).toThrow(new RegExp(`^${name} must be `))
})

const guide = readFileSync(join(__dirname, '../../docs/deploy.md'), 'utf8')
/** The first cells of the first table under “Configuration”. */
const documented = (
  guide
    .split('## Configuration')[1]
    ?.split('\n\n')
    .find((part) => part.startsWith('| name')) ?? ''
)
  .split('\n')
  .flatMap((row) => row.split('|')[1]?.match(/[A-Z][A-Z_]+/g) ?? [])

test('the table of the deploy guide lists exactly the variables that are read', () => {
  const read = new Set<string>()
  const environment = new Proxy<Record<string, string>>({}, { get: (_, name) => void read.add(String(name)) })
  readEnv(environment)
  expect(documented.length).toBe(new Set(documented).size)
  expect([...documented].sort()).toEqual([...read].sort())
})
