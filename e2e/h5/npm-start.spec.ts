import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from '@playwright/test'
import { H5Phone } from './h5-phone'

// Made by whoever runs the tests: this file is read by whoever lists them too.
let dataDir = ''
const NONE = { DEMO: '', DATABASE_URL: '', WECHAT_APPID: '', SEAL_KEYS: '' }
let started: ChildProcess
let said = ''
let at = ''

/** Once it has said that. */
const heard = (pattern: RegExp) => expect.poll(() => pattern.exec(said)?.[1], { timeout: 60_000 }).toBeTruthy()
const standIn = () => new URL(/stand-in: (\S+)/.exec(said)?.[1] ?? '').origin

/** `npm start`, as it is on a machine where all is built. */
async function start(): Promise<void> {
  said = ''
  started = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { ...process.env, ...NONE, PORT: '0', DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.stdout?.on('data', (part) => {
    said += part
  })
  await heard(/is ready: (\S+)/)
  at = /is ready: (\S+)/.exec(said)?.[1] ?? ''
}
async function kill(): Promise<void> {
  const ended = new Promise((resolve) => started.once('exit', resolve))
  started.kill('SIGKILL')
  await ended
}
test.beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'yike-start-'))
  return start()
})
test.afterAll(async () => {
  if (started.exitCode === null && started.signalCode === null) await kill()
  rmSync(dataDir, { recursive: true, force: true })
})

const ask = async (method: string, path: string, token: string, body?: object) => {
  const response = await fetch(at + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': `start-${Math.random()}`,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return { status: response.status, body: await response.json() }
}

test('WeChat’s whole way in a plain browser: who, their name, a place, and what their phone shows', async ({
  page,
}) => {
  const reader = new H5Phone(page)
  await page.goto(`${at}/#/pages/login/index`)
  await reader.tap('微信登录')
  await page.getByText('第 2 位').click()
  await reader.sees('怎么称呼您？')
  await reader.screen.getByLabel('怎么称呼您？').fill('违规先生')
  await reader.tap('好了')
  await reader.sees('这个名字没能通过')
  await reader.screen.getByLabel('怎么称呼您？').fill('许知秋')
  await reader.tap('好了')
  await reader.sees('您好，许知秋')

  const token = await page.evaluate(() => String(JSON.parse(localStorage.getItem('yike.token') ?? '""').data ?? ''))
  const { person } = (await ask('GET', '/api/me', token)).body
  const { sessions } = (await ask('GET', '/api/sessions?station=hp001', token)).body
  let booked = ''
  for (const { id } of sessions) {
    const { status } = await ask('POST', '/api/bookings', token, { session: id, people: [person.id] })
    if (status !== 201) continue
    booked = id
    break
  }
  const manager = (await ask('POST', '/api/login', '', { persona: 'manager' })).body.token
  expect((await ask('POST', `/api/sessions/${booked}/call-off`, manager, { reason: '停水' })).status).toBe(200)
  await heard(/stand-in shows (“moved”)/)
  // The terminal names nobody; what the phone shows stands on the stand-in's own page.
  expect(said).not.toMatch(/许知秋|停水|o-2/)
  await page.goto(`${standIn()}/phone`)
  await expect(page.getByText(/o-2：.*这一场不办了/)).toBeVisible()
})

test('its keys are made once, and are nobody else’s to read', async () => {
  const path = join(dataDir, 'stand-in-keys.json')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  const keys = readFileSync(path, 'utf8')
  await kill()
  await start()
  expect(readFileSync(path, 'utf8')).toBe(keys)
  // Whoever logged in before is known again.
  const code = await (
    await fetch(`${standIn()}/stand-in/loginCode`, {
      method: 'POST',
      headers: { 'x-stand-in': '1' },
      body: JSON.stringify(['o-2', 'u-2']),
    })
  ).json()
  expect((await ask('POST', '/api/login', '', { code })).body.person.name).toBe('许知秋')
})

test('killed, it takes the stand-in along', async () => {
  const before = standIn()
  expect((await fetch(`${before}/phone`)).status).toBe(200)
  await kill()
  await expect
    .poll(() =>
      fetch(before).then(
        ({ status }) => status,
        () => 'nobody',
      ),
    )
    .toBe('nobody')
})

test('where the demo is off, or WeChat is a real one, there is none', () => {
  const script = `import(${JSON.stringify(pathToFileURL('scripts/lib/stand-in.mjs').href)})
    .then(({ startStandIn }) => startStandIn()).then((env) => { console.log(JSON.stringify(Object.keys(env))); process.exit(0) })`
  const begun = (more: Record<string, string>) => {
    const env = { ...process.env, ...NONE, DATA_DIR: dataDir, ...more }
    return JSON.parse(
      execFileSync(process.execPath, ['-e', script], { env, encoding: 'utf8' }).trim().split('\n').at(-1) ?? '',
    )
  }
  const key = Buffer.alloc(32).toString('base64')
  const real = {
    WECHAT_APPID: 'wx0123456789abcdef',
    WECHAT_SECRET: '0'.repeat(32),
    SEAL_KEYS: `k:${key}`,
    FIND_KEY: key,
  }
  expect(begun({ DEMO: '0' })).toEqual([])
  expect(begun(real)).toEqual([])
  expect(begun({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })).toEqual([])
  expect(begun({ PORT: 'wrong' })).toEqual([])
  expect(begun({})).toContain('WECHAT_API')
})
