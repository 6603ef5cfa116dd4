import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkInCodePath, findCheckInCode } from '@core/attendance/check-in-code'
import { STRIKE_RULE } from '@core/booking/strike'
import { KIND_LIMITS } from '@core/contract/limits'
import { SCHEMA } from '../../testing/database/schema'
import { DISTRICT } from '../../testing/world/district'
import type { Env } from '../env'
import { serve } from './serve'

const folder = mkdtempSync(join(tmpdir(), 'yike-serve-'))
const h5 = join(folder, 'h5')
mkdirSync(join(h5, 'js'), { recursive: true })
writeFileSync(join(h5, 'index.html'), '<title>一刻</title>')
writeFileSync(join(h5, '.stamp'), 'a note of the build')
writeFileSync(join(h5, 'js/app.0123abcd.js'), 'void 0')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const start = (name: string, more: Partial<Env> = {}) =>
  serve({
    env: {
      port: 0,
      host: '127.0.0.1',
      demo: false,
      districts: [{ ...DISTRICT, dataDir: join(folder, name), strikes: STRIKE_RULE }],
      ...more,
    },
    schema: SCHEMA,
    h5,
  })

/** A client that sends the beginning of a request and then nothing. */
const dangling = (port: number, text: string): Promise<Socket> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text, () => resolve(socket)))
    socket.on('error', () => undefined)
  })

test('serves the app, its files as immutable, and no dot file of the build', async () => {
  const running = await start('files')
  const get = (path: string) => fetch(`http://127.0.0.1:${running.port}${path}`)
  expect(await (await get('/')).text()).toContain('一刻')
  expect((await get('/js/app.0123abcd.js')).headers.get('cache-control')).toContain('immutable')
  for (const path of ['/.stamp', '/%2estamp', '/js/%2e%2e/.stamp']) expect((await get(path)).status).toBe(404)
  expect((await get('/api/nothing')).status).toBe(404)
  await running.stop()
})

test('an idle connection outlasts those that the proxies of the samples keep', async () => {
  const running = await start('idle')
  const { headers } = await fetch(`http://127.0.0.1:${running.port}/healthz`)
  const [, kept] = /timeout=(\d+)/.exec(headers.get('keep-alive') ?? '') ?? []
  const [, nginx] = /keepalive_timeout (\d+)s;/.exec(readFileSync('docs/deploy-linux.md', 'utf8')) ?? []
  const [, caddy] = /keepalive (\d+)s/.exec(readFileSync('config/docker/Caddyfile', 'utf8')) ?? []
  for (const proxy of [nginx, caddy]) expect(Number(kept)).toBeGreaterThan(Number(proxy))
  await running.stop()
})

test('a page has all security headers, an API call only those that concern it', async () => {
  const running = await start('headers')
  const headerNames = async (path: string) => [
    ...(await fetch(`http://127.0.0.1:${running.port}${path}`)).headers.keys(),
  ]
  expect(await headerNames('/')).toEqual(
    expect.arrayContaining(['x-frame-options', 'referrer-policy', 'x-content-type-options']),
  )
  const page = (await fetch(`http://127.0.0.1:${running.port}/`)).headers
  expect(page.get('content-security-policy')).toMatch(/^default-src 'self'; script-src 'self';/)
  expect(page.get('content-security-policy')).not.toMatch(/script-src[^;]*(unsafe|data:|\*)/)
  expect(page.get('permissions-policy')).toMatch(/camera=\(self\).*geolocation=\(self\).*microphone=\(\)/)
  const call = await headerNames('/api/stations')
  expect(call).toEqual(expect.arrayContaining(['strict-transport-security', 'x-content-type-options', 'x-now']))
  expect(call).not.toContain('x-frame-options')
  await running.stop()
})

test('the URL of a check-in code redirects to the check-in page, with the code unchanged', async () => {
  const running = await start('wall')
  const text = 'YW1:W50ZV2A8E746C*5AECWODTF6%96QF6-96 $+/'
  const { status, headers } = await fetch(`http://127.0.0.1:${running.port}${checkInCodePath(text)}`, {
    redirect: 'manual',
  })
  expect(status).toBe(302)
  const to = headers.get('location') ?? ''
  expect(to).toMatch(/^\/#\/resident\/pages\/check-in\/index\?code=YW1%3A/)
  expect(findCheckInCode(to)).toBe(text)
  await running.stop()
})

test('stop closes hanging connections and unlocks the data folder', async () => {
  const running = await start('stop')
  await fetch(`http://127.0.0.1:${running.port}/healthz`)
  const silent = await dangling(running.port, '')
  const half = await dangling(running.port, 'GET /healthz HTTP/1.1\r\nHost: x\r\n')
  const body = await dangling(running.port, 'POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"pe')
  await running.stop()
  for (const socket of [silent, half, body]) socket.destroy()
  // It starts only if the data folder was unlocked.
  const next = await start('stop')
  expect((await fetch(`http://127.0.0.1:${next.port}/healthz`)).status).toBe(200)
  await next.stop()
})

test('a client is limited by the address that the proxy names, the last of several', async () => {
  const { burst } = KIND_LIMITS.login.address as { burst: number }
  // The clock of the limits stands still: no call is admitted again meanwhile.
  const clock = jest.spyOn(performance, 'now').mockReturnValue(1_000_000)
  const loginsFrom = async (port: number, address: string, times: number) => {
    const headers = { 'x-real-ip': address }
    const statuses = new Set<number>()
    for (let nth = 0; nth < times; nth++) {
      const response = await fetch(`http://127.0.0.1:${port}/api/login`, { method: 'POST', headers, body: '{}' })
      await response.text()
      statuses.add(response.status)
    }
    return [...statuses]
  }
  const behindProxy = await start('proxy', { addressHeader: 'x-real-ip' })
  expect(await loginsFrom(behindProxy.port, '203.0.113.1', burst)).toEqual([400])
  // What a client sends itself stands before what the proxy adds.
  expect(await loginsFrom(behindProxy.port, '198.51.100.1, 203.0.113.1', 1)).toEqual([429])
  expect(await loginsFrom(behindProxy.port, '203.0.113.2', 1)).toEqual([400])
  await behindProxy.stop()
  clock.mockRestore()
})
