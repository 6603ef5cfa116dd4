import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { startOfDay } from '@core/base/time'
import { migrate } from '../cloud/db/migrate'
import { openPglite } from '../cloud/db/pglite'
import type { Db } from '../cloud/db/port'
import { readSchema } from '../cloud/db/schema-files'
import type { LogEvent } from '../cloud/util/log-event'
import { createWechat } from '../cloud/wechat/client'
import type { Wechat } from '../cloud/wechat/port'
import { createSealer } from '../cloud/wechat/sealed'
import { type Options, startStandIn } from './stand-in'
import { createTestTimeouts } from './test-timeouts'

/** A Monday, 10:00 in China. */
const START = startOfDay('2026-11-23') + 10 * 3_600_000
/** Only the first migration, which has WeChat's tables. */
const schema = { migrations: readSchema(join(__dirname, '../cloud')).migrations.slice(0, 1), functions: [] }
const key = (nth: number) => new Uint8Array(32).fill(nth)

/** Opens our WeChat client and the stand-in, with one clock that the test moves. */
export async function openTestStage({ db: given, ...options }: Options & { db?: Db } = {}) {
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
  /** Records the pause, and waits for 1 ms instead. */
  const recordPause = async (ms: number) => {
    paused.push(ms)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  const timeouts = createTestTimeouts()
  const means = {
    db,
    timeout: timeouts.start,
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
    /** Lets the timeouts of all calls under way run out. */
    expire: timeouts.expire,
    wechat: createWechat(settings, { ...means, pause: recordPause }),
    /** The client of another process, which really pauses. */
    anotherClient: (through: Db = db): Wechat => createWechat(settings, { ...means, db: through }),
    async close() {
      await standIn.stop()
      if (!given) await db.close()
    },
  }
}
export type TestStage = Awaited<ReturnType<typeof openTestStage>>
