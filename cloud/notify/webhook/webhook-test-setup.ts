import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Deps } from '../../base/deps'
import { connectWechat } from '../../testing/wechat/wechat'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetDistrict } from '../../testing/world/reset'
import type { World } from '../../testing/world/world'

type Event = Record<string, unknown>
type App = Pick<Parameters<typeof serve>[0], 'fetch'>

/** Serves the cloud over HTTP on a free port of this machine, as WeChat calls it. */
async function listen(app: App) {
  const server = await new Promise<Server>((resolve) => {
    const one = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(one as Server))
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/wechat/push`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Resets the district, connects it to WeChat's stand-in with the resident as `o-resident`, and serves its webhook. */
export async function openWebhook(world: World, createApp: (deps: Deps) => App) {
  await resetDistrict(world)
  await world.db.query('truncate wechat_webhook')
  const wechat = await connectWechat(world)
  const resident = await world.as('resident')
  await wechat.meet(resident.id, 'o-resident')
  world.logged.length = 0
  let server = await listen(createApp(world.deps))

  const seconds = (ms = 0) => Math.floor((world.clock.now + ms) / 1000)
  return {
    wechat,
    resident,
    /** The cloud's time in seconds, as WeChat writes it. */
    seconds,
    event: (name: string, more: Event = {}, from = 'o-resident'): Event => ({
      ToUserName: 'gh_0000000000001',
      FromUserName: from,
      CreateTime: seconds(),
      MsgType: 'event',
      Event: name,
      ...more,
    }),
    /** List entries of an event by which the person rejects these templates. */
    rejectionOf: (...templates: ('moved' | 'tomorrow')[]) =>
      templates.map((one) => ({ TemplateId: wechat.settings.templates[one], SubscribeStatusString: 'reject' })),
    async allow(templates = ['moved', 'tomorrow'], times = 1) {
      for (let time = 0; time < times; time++)
        await resident('POST', '/api/permissions', { templates }, newIdempotencyKey())
    },
    /** Stored permissions by template. */
    async allowed() {
      const rows = await world.db.query<{ template: string; allowed: number }>(
        'select template, allowed from message_permission',
      )
      return Object.fromEntries(rows.map((row) => [row.template, row.allowed]))
    },
    greet: () => wechat.standIn.greet(server.url),
    push: (message: Event, options = {}) => wechat.standIn.push(server.url, message, { tries: 1, ...options }),
    /** Serves the webhook anew, with these dependencies. */
    async restart(deps = world.deps) {
      await server.close()
      server = await listen(createApp(deps))
    },
    closeServer: () => server.close(),
  }
}
