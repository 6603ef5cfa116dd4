import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

export type Constant = { status: number; body: Uint8Array<ArrayBuffer> | null; headers: Record<string, string> }

/** Baseline server: the same HTTP server and router, which reads the request body and answers with constant bytes. */
export async function openConstant() {
  let constant: Constant = { status: 204, body: null, headers: {} }
  const app = new Hono()
  app.all('/*', async (c) => {
    if (c.req.method === 'POST') await c.req.arrayBuffer()
    return new Response(constant.body, { status: constant.status, headers: constant.headers })
  })
  const server = await new Promise<Server>((resolve) => {
    const opened = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(opened as Server))
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    answerWith: (next: Constant) => {
      constant = next
    },
    close: () => server.close(),
  }
}
