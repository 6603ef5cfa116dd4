import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { startOfDay } from '@core/time'
import { migrate } from '../../cloud/db/migrate'
import { openPglite } from '../../cloud/db/pglite'
import type { Db } from '../../cloud/db/port'
import { readSchema } from '../../cloud/db/schema-files'
import type { LogEvent } from '../../cloud/deps'
import { createWechat } from '../../cloud/wechat/client'
import type { Wechat } from '../../cloud/wechat/port'
import { createSealer } from '../../cloud/wechat/sealed'
import { type Options, startStandIn } from './stand-in'

/** A Monday, ten in the morning in China. */
const START = startOfDay('2026-11-23') + 10 * 3_600_000
/** WeChat's tables are in the first, and need no others. */
const schema = { migrations: readSchema(join(__dirname, '../../cloud')).migrations.slice(0, 1), functions: [] }
const key = (nth: number) => new Uint8Array(32).fill(nth)

/** Our client and WeChat's stand-in, by one clock that the test moves. */
export async function openStage({ db: given, ...options }: Options & { db?: Db } = {}) {
  const clock = { now: START }
  const now = () => clock.now
  const db = given ?? (await openPglite())
  await migrate(db, schema)
  await db.query('truncate wechat_token, wechat_webhook')
  const standIn = await startStandIn({ now, ...options })
  const settings = { ...standIn.settings, release: 'release' as const }
  const sealer = createSealer({ keys: [{ id: 'k1', key: key(1) }], find: key(2) }, (bytes) => randomBytes(bytes))
  const logged: LogEvent[] = []
  const paused: number[] = []
  /** Waits for nothing, and remembers for how long it would have. */
  const briefly = async (ms: number) => {
    paused.push(ms)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  const means = {
    db,
    now,
    random: (bytes: number) => randomBytes(bytes),
    sealer,
    log: (event: LogEvent) => logged.push(event),
  }
  return {
    standIn,
    settings,
    clock,
    db,
    sealer,
    logged,
    paused,
    means,
    wechat: createWechat(settings, { ...means, pause: briefly }),
    /** Another process: its own client, which waits as long as it says. */
    another: (through: Db = db): Wechat => createWechat(settings, { ...means, db: through }),
    async close() {
      await standIn.stop()
      if (!given) await db.close()
    },
  }
}
export type Stage = Awaited<ReturnType<typeof openStage>>
