import { randomBytes } from 'node:crypto'
import { openPostgres } from '@cloud/db/postgres'
import { createWechat } from '@cloud/wechat/client'
import { createSealer } from '@cloud/wechat/sealed'
import type { WechatSettings } from '@cloud/wechat/settings'

/** Start message: `count` workers, each with its own unused WeChat client. */
export type Workers = { url: string; settings: WechatSettings; count: number; pool: number }
/** Milliseconds until each worker had WeChat's answer; `held` counts those without a pass. */
export type Worked = { waits: number[]; held: number }

const key = (nth: number) => new Uint8Array(32).fill(nth)

/** One cloud process. The first message sets up the workers, the second starts them. */
process.once('message', ({ url, settings, count, pool }: Workers) => {
  const db = openPostgres(url, pool)
  const random = (bytes: number) => randomBytes(bytes)
  const sealer = createSealer({ keys: [{ id: 'k1', key: key(1) }], find: key(2) }, random)
  const means = { db, now: Date.now, random, sealer, log: () => undefined }
  const clients = Array.from({ length: count }, () => createWechat(settings, means))
  process.once('message', async () => {
    const from = performance.now()
    const judged = await Promise.all(
      clients.map(async (client) => ({
        it: await client.judge({ openid: 'o-1', text: '你好', as: 'comment' }),
        ms: performance.now() - from,
      })),
    )
    const worked: Worked = { waits: judged.map(({ ms }) => ms), held: judged.filter(({ it }) => it !== 'pass').length }
    process.send?.(worked)
    await db.close()
    process.disconnect()
  })
  process.send?.('ready')
})
