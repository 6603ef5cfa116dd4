import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { combineObservers } from '../../base/watch'
import { readSchema } from '../../db/schema-files'
import { loadDemo } from '../../demo/load-demo'
import { BadEnv } from '../../util/bad-env'
import { readEnv } from '../env'
import { endOnSignal } from '../process/ending'
import { logLine, logOf, watchForLog } from '../process/log'
import { serve } from '../process/serve'

/** Errors whose message is enough for the operator; anything else is a fault and prints its stack. */
const EXPECTED = new Set(['BadEnv', 'NoDatabase', 'FolderHeld', 'NoPort'])
const USAGE = 2

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const from = Date.now()
  process.stdout.write(`· ${name} …`)
  const result = await work()
  process.stdout.write(` ${((Date.now() - from) / 1000).toFixed(1)} s\n`)
  return result
}

async function main(): Promise<void> {
  const here = fileURLToPath(new URL('.', import.meta.url))
  const h5 = process.argv.includes('--cloud-only') ? undefined : join(here, '../h5')
  const env = readEnv(process.env)
  const schema = readSchema(join(here, 'schema'))
  const figures = env.metrics && (await import('../process/metrics')).openMetrics(env.metrics, schema)
  const running = await serve({
    env,
    schema,
    h5: h5 && existsSync(h5) ? h5 : undefined,
    demo: loadDemo,
    log: logLine,
    tell: (line) => console.log(`\n${line}`),
    watchOf: (id) => combineObservers([watchForLog(env, logOf(id)), figures?.watchOf(id)]),
    tickedOf: figures?.tickedOf,
    step,
  })
  await figures?.listen(running.directory.all)
  console.log(`\n一刻 is ready: http://${env.host.includes(':') ? `[${env.host}]` : env.host}:${running.port}`)
  if (env.demo) {
    const { PERSONAS: PEOPLE } = await import('../../demo/personas')
    console.log(`Log in as: ${PEOPLE.map(({ persona, name }) => `${persona} (${name})`).join(' · ')}`)
  }
  endOnSignal(running.stop, logLine)
}

main().catch((fault: Error) => {
  const expected = EXPECTED.has(fault.name)
  console.error(`\n${expected ? fault.message : fault.stack}`)
  process.exit(fault instanceof BadEnv ? USAGE : 1)
})
