import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'

const ROOT = join(__dirname, '../../..')
const READY = /is ready: http:\/\/127\.0\.0\.1:(\d+)|"event":"ready","port":(\d+)/

export type CloudProcess = {
  port: number
  /** SIGKILL: nothing in progress is finished. */
  kill: () => Promise<void>
  /** SIGTERM; resolves to the exit code. */
  stop: () => Promise<number | null>
  /** The last of what it printed. */
  printed: { stdout: string; stderr: string }
}
type Starting = {
  /** A descriptor that listens already, handed on as systemd would. */
  socket?: number
  env?: Record<string, string>
}

/** Builds the cloud as for production, if its sources have changed. */
export function buildCloud(): void {
  const script = "import('./scripts/lib/setup.mjs').then(({ ensureCloud }) => ensureCloud())"
  execFileSync(process.execPath, ['-e', script], { cwd: ROOT })
}

/** Sets the process id of the listener's owner, as systemd does, which only the process itself knows. */
const AS_SYSTEMD = 'LISTEN_PID=$$ exec "$0" "$@"'

/** Starts the built cloud as a process; resolves once it is ready. */
export async function startCloud(databaseUrl: string, { socket, env }: Starting = {}): Promise<CloudProcess> {
  const command = [process.execPath, join(ROOT, 'dist/cloud/node.mjs'), '--cloud-only']
  const child = spawn('sh', ['-c', AS_SYSTEMD, ...command], {
    env: {
      PATH: process.env.PATH ?? '',
      PORT: '0',
      HOST: '127.0.0.1',
      DATABASE_URL: databaseUrl,
      // Load tests call more often than people do.
      LIMITS: '0',
      ...(socket === undefined ? {} : { LISTEN_FDS: '1' }),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', socket ?? 'ignore'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const printed = { stdout: '', stderr: '' }
  const port = await new Promise<number>((resolve, reject) => {
    ended.then((code) => reject(new Error(`the cloud ended with ${code}:\n${printed.stdout}${printed.stderr}`)))
    for (const name of ['stdout', 'stderr'] as const)
      child[name]?.on('data', (part) => {
        printed[name] = `${printed[name]}${part}`.slice(-4000)
        const found = READY.exec(printed[name])
        if (found) resolve(Number(found[1] ?? found[2]))
      })
  })
  const signal = (name: 'SIGKILL' | 'SIGTERM') => () => {
    child.kill(name)
    return ended
  }
  return { port, kill: async () => void (await signal('SIGKILL')()), stop: signal('SIGTERM'), printed }
}
