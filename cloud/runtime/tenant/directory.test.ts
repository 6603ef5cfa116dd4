import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { STRIKE_RULE } from '@core/booking/strike'
import type { Deps } from '../../base/deps'
import { SCHEMA } from '../../testing/database/schema'
import { until } from '../../testing/faults/until'
import type { LogEvent } from '../../util/log-event'
import { createDirectory, type Directory } from './directory'
import { openAll } from './open-all'
import type { DistrictEnv } from './settings'
import { createTenant, type Tenant } from './tenant'

const folder = mkdtempSync(join(tmpdir(), 'yike-directory-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A district that says which it is, without a database. */
const fake = (id: string, host?: string): Tenant => {
  const opened = { deps: {} as Deps, fetch: () => new Response(id) }
  const settings = { id, title: '一刻', dataDir: '', strikes: STRIKE_RULE, ...(host ? { host } : {}) }
  return { settings, open: async () => opened, now: () => opened, close: async () => undefined }
}
const ask = async (directory: Directory, headers: Record<string, string>) => {
  const answer = await directory.fetch(new Request('http://cloud/api/stations', { headers }))
  return answer.status === 200 ? answer.text() : answer.status
}

describe('several districts', () => {
  const both = [fake('hp', 'hp.example.cn'), fake('ty', 'xn--fcsv5c.cn')]

  test.each([
    ['hp.example.cn', 'hp'],
    ['HP.EXAMPLE.CN.:443', 'hp'],
    ['天园.cn', 'ty'],
    ['example.cn', 421],
    ['hp.example.cn.evil.cn', 421],
    ['127.0.0.1:8080', 421],
  ])('%s is that of %s', async (host, found) => {
    // A Headers object takes no Chinese: a client sends it as punycode.
    const sent = host === '天园.cn' ? 'XN--FCSV5C.CN' : host
    expect(await ask(createDirectory(both), { host: sent })).toBe(found)
  })

  test('a request without a host name is for none, and told so in its language', async () => {
    const answer = await createDirectory(both).fetch(
      new Request('http://hp.example.cn/', { headers: { 'accept-language': 'en' } }),
    )
    expect(answer.status).toBe(421)
    expect(await answer.json()).toEqual({
      code: 'unknown-host',
      message: 'No district has this address. Please check it, or scan the code again.',
      requestId: expect.stringMatching(/^[0-9a-f]{16}$/),
    })
  })

  test('the district header counts only where the platform has the host name, and after a name that is known', async () => {
    const named = { 'x-district': 'ty' }
    expect(await ask(createDirectory(both), named)).toBe(421)
    const platform = createDirectory(both, { byHeader: true })
    expect(await ask(platform, named)).toBe('ty')
    expect(await ask(platform, { ...named, host: 'yike-http.internal' })).toBe('ty')
    expect(await ask(platform, { ...named, host: 'hp.example.cn' })).toBe('hp')
    expect(await ask(platform, { 'x-district': 'xx' })).toBe(421)
  })
})

test('the only district answers to every name', async () => {
  const directory = createDirectory([fake('yk')], { byHeader: true })
  for (const host of ['anything.cn', '127.0.0.1:8080', '']) expect(await ask(directory, { host })).toBe('yk')
  expect(await ask(directory, { 'x-district': 'ty' })).toBe('yk')
})

describe('a district whose database is down', () => {
  const logged: LogEvent[] = []
  const opening = { env: { demo: false }, schema: SCHEMA, log: (event: LogEvent) => logged.push(event) }
  const at = (id: string, more: Partial<DistrictEnv>): DistrictEnv => ({
    id,
    title: '一刻',
    host: `${id}.cn`,
    dataDir: join(folder, id),
    strikes: STRIKE_RULE,
    ...more,
  })
  let directory: Directory
  let downSettings: DistrictEnv
  beforeAll(async () => {
    // Nobody listens there.
    downSettings = at('ty', { databaseUrl: 'postgres://me:geheim@127.0.0.1:1/ty' })
    const all = [createTenant(opening, at('hp', {})), createTenant(opening, downSettings)]
    await openAll(all)
    directory = createDirectory(all)
  })
  afterAll(() => directory.close())

  test('is told to come later, and harms no other', async () => {
    const down = await directory.fetch(new Request('http://cloud/api/stations', { headers: { host: 'ty.cn' } }))
    expect([down.status, down.headers.get('retry-after')]).toEqual([503, '2'])
    expect(await down.json()).toMatchObject({ code: 'unavailable' })
    expect(JSON.parse(String(await ask(directory, { host: 'hp.cn' }))).stations).toEqual([])
  })

  test('is logged once, by its id and without a password', async () => {
    for (let time = 0; time < 3; time++) await ask(directory, { host: 'ty.cn' })
    const starts = logged.filter(({ event }) => event === 'no-start')
    expect(starts).toEqual([expect.objectContaining({ district: 'ty', error: expect.stringContaining('NoDatabase') })])
    expect(JSON.stringify(logged)).not.toContain('geheim')
  })

  test('comes back by itself', async () => {
    delete downSettings.databaseUrl
    await until(async () => (await ask(directory, { host: 'ty.cn' })) !== 503)
    expect(JSON.parse(String(await ask(directory, { host: 'ty.cn' }))).stations).toEqual([])
    expect(logged.at(-1)).toEqual({ event: 'ready', district: 'ty' })
  })
})

test('a start at which no district can be opened fails with the first reason', async () => {
  const broken = (why: string): Tenant => ({
    ...fake('xx'),
    now: () => undefined,
    open: () => Promise.reject(new Error(why)),
  })
  await expect(openAll([broken('one'), broken('two')])).rejects.toThrow('one')
  await openAll([broken('one'), fake('hp')])
})
