import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { combineObservers } from '../../base/watch'
import { readSchema } from '../../db/schema-files'
import { loadDemo } from '../../demo/load-demo'
import { BadEnv } from '../../util/bad-env'
import { readEnv } from '../env'
import { endOnSignal } from '../process/ending'
import { logLine, watchForLog } from '../process/log'
import { serve } from '../process/serve'
import { reportStart } from '../process/start-report'
import { heldSocket, notifyReady } from '../process/systemd'

const USAGE = 2
const isProduction = process.env.NODE_ENV === 'production'
const report = reportStart(isProduction, logLine)

async function main(): Promise<void> {
  const here = fileURLToPath(new URL('.', import.meta.url))
  const h5 = process.argv.includes('--cloud-only') ? undefined : join(here, '../h5')
  const env = readEnv(process.env)
  if (env.log === 'all') logLine({ event: 'start', pid: process.pid, node: process.version })
  const figures = env.metrics && (await import('../process/metrics')).openMetrics(env.metrics)
  const running = await serve({
    env,
    schema: readSchema(join(here, 'schema')),
    h5: h5 && existsSync(h5) ? h5 : undefined,
    demo: loadDemo,
    log: logLine,
    watch: combineObservers([watchForLog(env, logLine), figures?.watch]),
    ticked: figures?.ticked,
    fd: heldSocket(process.env),
    step: report.step,
    tell: report.tell,
  })
  await figures?.listen(running.deps.db)
  // Before it says that it is ready: from then on somebody may ask it to stop.
  endOnSignal(running.stop, (event) => (env.log === 'all' || event.ok === false) && logLine(event))
  report.ready({ host: env.host, port: running.port })
  if (env.log === 'all') logLine({ event: 'ready', port: running.port, ms: Math.round(process.uptime() * 1000) })
  notifyReady(process.env)
  if (env.demo) {
    const { PERSONAS: PEOPLE } = await import('../../demo/personas')
    console.log(`Log in as: ${PEOPLE.map(({ persona, name }) => `${persona} (${name})`).join(' · ')}`)
  }
}

main().catch((fault: Error) => {
  report.failed(fault)
  process.exit(fault instanceof BadEnv ? USAGE : 1)
})
