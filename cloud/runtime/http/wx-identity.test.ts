import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { openWorld, type World } from '../../testing/world/world'
import { createApp } from '../app'

const FORGED = { 'x-wx-openid': 'oFalse', 'X-WX-UNIONID': 'uFalse', 'x-WX-From-Openid': 'oFalse', 'x-kept': 'yes' }

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
/** The app, with a route that echoes the header names and the identity it received. */
const createEcho = () => {
  const app = createApp(world.deps)
  app.get('/seen', (c) => c.json({ names: Object.keys(c.req.header()), wx: c.env?.wx ?? null }))
  return app
}

test('x-wx headers are removed and give no identity', async () => {
  const { names, wx } = await (await createEcho().request('/seen', { headers: FORGED })).json()
  expect(names).toContain('x-kept')
  expect(names.filter((name: string) => name.startsWith('x-wx'))).toEqual([])
  expect(wx).toBeNull()
})

test('x-wx headers are removed and give no identity over a real connection, too', async () => {
  const server = await new Promise<Server>((resolve) => {
    const opened = serve({ fetch: createEcho().fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(opened as Server))
  })
  const { port } = server.address() as { port: number }
  const { names, wx } = await (await fetch(`http://127.0.0.1:${port}/seen`, { headers: FORGED })).json()
  expect(names).toContain('x-kept')
  expect(names.filter((name: string) => name.startsWith('x-wx'))).toEqual([])
  expect(wx).toBeNull()
  await new Promise((resolve) => server.close(resolve))
})
