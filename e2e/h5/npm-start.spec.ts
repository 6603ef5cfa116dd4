import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from '@playwright/test'
import { H5Phone } from './h5-phone'

// Created before the tests run: Playwright also loads this file when it only lists them.
let dataDir = ''
const NONE = { DEMO: '', DATABASE_URL: '', WECHAT_APPID: '', SEAL_KEYS: '' }
let started: ChildProcess
let output = ''
let at = ''

/** Waits until the output matches. */
const waitForOutput = (pattern: RegExp) =>
  expect.poll(() => pattern.exec(output)?.[1], { timeout: 60_000 }).toBeTruthy()
const standIn = () => new URL(/stand-in: (\S+)/.exec(output)?.[1] ?? '').origin

/** Starts what `npm start` runs once everything is built. */
async function start(): Promise<void> {
  output = ''
  started = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { ...process.env, ...NONE, PORT: '0', DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.stdout?.on('data', (part) => {
    output += part
  })
  await waitForOutput(/is ready: (\S+)/)
  at = /is ready: (\S+)/.exec(output)?.[1] ?? ''
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

test('the stand-in lets a plain browser log in, pass name moderation, and receive a message', async ({ page }) => {
  const reader = new H5Phone(page)
  await page.goto(`${at}/#/pages/login/index`)
  await reader.tap('微信登录')
  await page.getByText('第 2 位').click()
  await reader.sees('怎么称呼您？')
  await reader.screen.getByLabel('怎么称呼您？').fill('违规先生')
  await reader.tap('好了')
  await reader.sees('这个名字未通过')
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
  await waitForOutput(/stand-in shows (“moved”)/)
  // The terminal shows no personal data; the message is on the stand-in's own page.
  expect(output).not.toMatch(/许知秋|停水|o-2/)
  await page.goto(`${standIn()}/phone`)
  await expect(page.getByText(/o-2：.*这一场已取消/)).toBeVisible()
})

test('its keys are made once, and only their owner can read them', async () => {
  const path = join(dataDir, 'stand-in-keys.json')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  const keys = readFileSync(path, 'utf8')
  await kill()
  await start()
  expect(readFileSync(path, 'utf8')).toBe(keys)
  // The person from the first test is found again, so the same keys are in use.
  const code = await (
    await fetch(`${standIn()}/stand-in/loginCode`, {
      method: 'POST',
      headers: { 'x-stand-in': '1' },
      body: JSON.stringify(['o-2', 'u-2']),
    })
  ).json()
  expect((await ask('POST', '/api/login', '', { code })).body.person.name).toBe('许知秋')
})

test('the stand-in ends when `npm start` is killed', async () => {
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

test('no stand-in starts without the demo, with real WeChat or database settings, or a wrong port', () => {
  const script = `import(${JSON.stringify(pathToFileURL('scripts/lib/stand-in.mjs').href)})
    .then(({ startStandIn }) => startStandIn()).then((env) => { console.log(JSON.stringify(Object.keys(env))); process.exit(0) })`
  const settingsFor = (more: Record<string, string>) => {
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
  expect(settingsFor({ DEMO: '0' })).toEqual([])
  expect(settingsFor(real)).toEqual([])
  expect(settingsFor({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })).toEqual([])
  expect(settingsFor({ PORT: 'wrong' })).toEqual([])
  expect(settingsFor({})).toContain('WECHAT_API')
})
