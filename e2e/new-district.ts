import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase } from '../cloud/testing/database/real-postgres'
import startPostgres from '../cloud/testing/database/start-postgres.mjs'
import stopPostgres from '../cloud/testing/database/stop-postgres.mjs'
import { startStandIn } from '../stand-in/stand-in'

const BUILT = join(__dirname, '../dist/cloud')
const READY = /"event":"ready","port":(\d+)/
const keyOf = (nth: number) => Buffer.alloc(32, nth).toString('base64')

/** Title of the district, other than the app's own name. */
export const TITLE = '天园一刻'

/**
 * Starts the built cloud on an empty PostgreSQL with the settings of production, as docs/deploy-linux.md says, except that it
 * listens on loopback without a proxy. The clock is the real one. WeChat is the stand-in.
 */
export async function startNewDistrict() {
  await startPostgres()
  const [real, standIn, folder] = [
    await createDatabase(),
    await startStandIn(),
    mkdtempSync(join(tmpdir(), 'yike-new-')),
  ]
  const { appid, secret, api, open, official } = standIn.settings
  const env = {
    PATH: process.env.PATH ?? '',
    LANG: 'zh_CN.UTF-8',
    NODE_ENV: 'production',
    DATABASE_URL: real.url,
    PORT: '0',
    DISTRICT_ID: 'ty',
    DISTRICT_TITLE: TITLE,
    STORAGE_DIR: join(folder, 'files'),
    SEAL_KEYS: `k1:${keyOf(1)}`,
    FIND_KEY: keyOf(2),
    WECHAT_APPID: appid,
    WECHAT_SECRET: secret,
    WECHAT_API: api,
    WECHAT_OPEN: open,
    WECHAT_OFFICIAL_APPID: official.appid,
    WECHAT_OFFICIAL_SECRET: official.secret,
  }
  /** Runs a command of the guide in the district's environment; returns what it printed. */
  const run = (command: string, ...args: string[]): string =>
    execFileSync(process.execPath, [join(BUILT, command), ...args], { env, encoding: 'utf8' })
  const link = /^http:\/\/x(\S+)/.exec(run('district.mjs', '--at', 'http://x'))?.[1] ?? ''
  const child = spawn(process.execPath, [join(BUILT, 'node.mjs')], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let logged = ''
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const port = await new Promise<string>((resolve, reject) => {
    ended.then((code) => reject(new Error(`the cloud ended with ${code}: ${logged}`)))
    child.stderr.on('data', (part) => {
      logged += part
      const found = READY.exec(logged)
      if (found?.[1]) resolve(found[1])
    })
  })
  return {
    /** By name: browsers let passkeys belong to localhost, and to no bare address. */
    at: `http://localhost:${port}`,
    /** Path of the first officer's invitation, as `npm run district` prints it. */
    link,
    standIn,
    run,
    /** What the cloud logged as wrong; nothing is expected. */
    faults: () => logged.split('\n').filter((line) => line.includes('"fault"')),
    logged: () => logged,
    async stop() {
      child.kill('SIGTERM')
      await ended
      await Promise.all([real.drop(), standIn.stop()])
      await stopPostgres()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type NewDistrict = Awaited<ReturnType<typeof startNewDistrict>>
