import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const BUILT = join(__dirname, '../../dist/cloud')
const READY = /is ready: (http:\/\/\S+)/

/**
 * Starts the built cloud with the h5 app on an empty database, as whoever installs it does: first the invitation that
 * `npm run district` prints, then the process. `link`: its path.
 */
export async function startEmptyCloud() {
  const dataDir = mkdtempSync(join(tmpdir(), 'yike-first-'))
  const env = { PATH: process.env.PATH ?? '', DATA_DIR: dataDir, DEMO: '0', PORT: '0' }
  const printed = execFileSync(process.execPath, [join(BUILT, 'district.mjs'), '--at', 'http://x'], { env })
  const link = /^http:\/\/x(\S+)/.exec(printed.toString())?.[1] ?? ''
  const child = spawn(process.execPath, [join(BUILT, 'node.mjs')], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let logged = ''
  child.stderr.on('data', (part) => {
    logged += part
  })
  const at = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.once('exit', (code) => reject(new Error(`the cloud ended with ${code}: ${logged}`)))
    child.stdout.on('data', (part) => {
      said += part
      const found = READY.exec(said)
      if (found?.[1]) resolve(found[1])
    })
  })
  return {
    at,
    link,
    /** Faults that the cloud logged; none is expected. */
    faults: () => logged.split('\n').filter((line) => line.includes('"fault"')),
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
