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
/** A Monday, ten in the morning in China: the day the journeys happen on, whenever they run. */
export const MORNING = startOfDay('2026-11-23') + 10 * 3_600_000

const key = (nth: number) => new Uint8Array(32).fill(nth)
const SEALING = { keys: [{ id: 'e2e', key: key(1) }], find: key(2) }

/** What WeChat is sure of, and what it wants a person for. */
const WORDS = { risky: ['违规'], review: ['可疑'] }

/** The real cloud with the demo district on a fresh PGlite, its clock starting at MORNING. */
export async function startCloud({ port = 0, h5 = false, wechat = false } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'yike-e2e-'))
  const started = Date.now()
  const logged: string[] = []
  let ahead = 0
  const now = () => MORNING + ahead + (Date.now() - started)
  const standIn = wechat ? await startStandIn({ now, words: WORDS }) : undefined
  const known = standIn && { wechat: { ...standIn.settings, release: 'release' as const }, sealing: SEALING }
  const running = await serve({
    env: { port, host: '127.0.0.1', dataDir, demo: true, strikes: STRIKE_RULE, ...known },
    schema: readSchema(join(root, 'cloud')),
    demo: loadDemo,
    h5: h5 ? join(root, 'dist/h5') : undefined,
    now,
    log: (event) => logged.push(JSON.stringify(event)),
  })
  return {
    at: `http://127.0.0.1:${running.port}`,
    db: running.deps.db,
    /** WeChat, where it was asked for. */
    standIn,
    /** So many milliseconds go by in the cloud as they do on phones that wait. */
    pass: (ms: number) => {
      ahead += ms
    },
    /** What the cloud called a fault; a journey leaves this empty. */
    logged,
    async stop() {
      await running.stop()
      await standIn?.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
