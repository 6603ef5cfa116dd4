import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'

const ROOT = join(__dirname, '../../..')
const READY = /is ready: http:\/\/127\.0\.0\.1:(\d+)/

export type CloudProcess = {
  port: number
  /** Lines of its standard error, one per log event. */
  lines: () => string[]
  /** SIGKILL: nothing in progress is finished. */
  kill: () => Promise<void>
  /** SIGTERM; resolves to the exit code. */
  stop: () => Promise<number | null>
}

/** Builds the cloud as for production, if its sources have changed. */
export function buildCloud(): void {
  const script = "import('./scripts/lib/setup.mjs').then(({ ensureCloud }) => ensureCloud())"
  execFileSync(process.execPath, ['-e', script], { cwd: ROOT })
}

/** Starts the built cloud as a process, for one database or with an environment; resolves once it is ready. */
export async function startCloud(database: string | Record<string, string>): Promise<CloudProcess> {
  const own = typeof database === 'string' ? { DATABASE_URL: database } : database
  const child = spawn(process.execPath, [join(ROOT, 'dist/cloud/node.mjs'), '--cloud-only'], {
    // Load tests call more often than people do.
    env: { PATH: process.env.PATH ?? '', PORT: '0', HOST: '127.0.0.1', LIMITS: '0', ...own },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  let output = ''
  let logged = ''
  child.stderr.on('data', (part) => {
    logged += part
    output = `${output}${part}`.slice(-4000)
  })
  const port = await new Promise<number>((resolve, reject) => {
    ended.then((code) => reject(new Error(`the cloud ended with ${code}:\n${output}`)))
    child.stdout.on('data', (part) => {
      output += part
      const found = READY.exec(output)
      if (found) resolve(Number(found[1]))
    })
  })
  const signal = (name: 'SIGKILL' | 'SIGTERM') => () => {
    child.kill(name)
    return ended
  }
  const lines = () => logged.split('\n').filter(Boolean)
  return { port, lines, kill: async () => void (await signal('SIGKILL')()), stop: signal('SIGTERM') }
}
