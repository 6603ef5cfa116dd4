import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startOfDay } from '@core/base/time'
import { STRIKE_RULE } from '@core/booking/strike'
import { readSchema } from '../cloud/db/schema-files'
import { loadDemo } from '../cloud/demo/load-demo'
import { serve } from '../cloud/runtime/process/serve'
import { startStandIn } from '../stand-in/stand-in'

const root = join(__dirname, '..')
/** Monday 23 November 2026, 10:00 in China: start time of the tests, so that they do not depend on today's date. */
export const MORNING = startOfDay('2026-11-23') + 10 * 3_600_000

const key = (nth: number) => new Uint8Array(32).fill(nth)
const SEALING = { keys: [{ id: 'e2e', key: key(1) }], find: key(2) }

/** Words that the stand-in's moderation rejects, and words that it leaves for review by a person. */
const WORDS = { risky: ['违规'], review: ['可疑'] }

/** Starts the real cloud with the demo district on a fresh PGlite; its clock starts at MORNING. */
export async function startCloud({ port = 0, h5 = false, wechat = false } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'yike-e2e-'))
  const started = Date.now()
  const logged: string[] = []
  let ahead = 0
  const now = () => MORNING + ahead + (Date.now() - started)
  const standIn = wechat ? await startStandIn({ now, words: WORDS }) : undefined
  const wechatSettings = standIn && { wechat: { ...standIn.settings, release: 'release' as const }, sealing: SEALING }
  const running = await serve({
    env: {
      port,
      host: '127.0.0.1',
      demo: true,
      districts: [
        {
          id: 'hp',
          title: '一刻',
          dataDir,
          strikes: STRIKE_RULE,
          storage: { folder: join(dataDir, 'files') },
          ...wechatSettings,
        },
      ],
    },
    schema: readSchema(join(root, 'cloud')),
    demo: loadDemo,
    h5: h5 ? join(root, 'dist/h5') : undefined,
    now,
    log: (event) => logged.push(JSON.stringify(event)),
  })
  const [district] = await Promise.all(running.directory.all.map((one) => one.open()))
  if (!district) throw new Error('there is no district')
  return {
    at: `http://127.0.0.1:${running.port}`,
    db: district.deps.db,
    /** The stand-in for WeChat, if `wechat` was set. */
    standIn,
    /** Advances the cloud's clock by this many milliseconds, to keep pace with phones that `wait`. */
    advance: (ms: number) => {
      ahead += ms
    },
    /** Events that the cloud logged, such as faults; most tests expect none. */
    logged,
    async stop() {
      await running.stop()
      await standIn?.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
