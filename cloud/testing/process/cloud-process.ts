import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'

const ROOT = join(__dirname, '../../..')
const READY = /is ready: http:\/\/127\.0\.0\.1:(\d+)/

export type CloudProcess = {
  port: number
  /** kill -9: it hears nothing, and finishes nothing. */
  kill: () => Promise<void>
  /** Asked to stop, as an operator does; the code it ends with. */
  stop: () => Promise<number | null>
}

/** What runs in production, made anew when its sources have changed. */
export function buildCloud(): void {
  const script = "import('./scripts/lib/setup.mjs').then(({ ensureCloud }) => ensureCloud())"
  execFileSync(process.execPath, ['-e', script], { cwd: ROOT })
}

/** The built cloud as a process of its own, once it answers. */
export async function startCloud(databaseUrl: string): Promise<CloudProcess> {
  const child = spawn(process.execPath, [join(ROOT, 'dist/cloud/node.mjs'), '--cloud-only'], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', HOST: '127.0.0.1', DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  let said = ''
  child.stderr.on('data', (part) => {
    said = `${said}${part}`.slice(-4000)
  })
  const port = await new Promise<number>((resolve, reject) => {
    ended.then((code) => reject(new Error(`the cloud ended with ${code}:\n${said}`)))
    child.stdout.on('data', (part) => {
      said += part
      const found = READY.exec(said)
      if (found) resolve(Number(found[1]))
    })
  })
  const signal = (name: 'SIGKILL' | 'SIGTERM') => () => {
    child.kill(name)
    return ended
  }
  return { port, kill: async () => void (await signal('SIGKILL')()), stop: signal('SIGTERM') }
}
