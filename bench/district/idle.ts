import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../shared/postgres'

/** `cpu`: part of one core; `transactions`: a second; `rss`: bytes. */
export type Idle = { cpu: number; transactions: number; connections: number; rss: number }

const SETTLE_MS = 12_000
const WATCH_MS = 15_000
/** Clock ticks a second in /proc (USER_HZ), on every Linux of today. */
const TICKS = 100

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const secondsOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / TICKS
}
const rssOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024

/** The built cloud with these districts, while nobody comes. */
export async function measureIdle(urls: readonly string[]): Promise<Idle> {
  const folder = mkdtempSync(join(tmpdir(), 'yike-idle-'))
  const path = join(folder, 'districts.json')
  const idOf = (nth: number) => String.fromCharCode(97 + Math.floor(nth / 26), 97 + (nth % 26))
  const entries = urls.map((url, nth) => [`${idOf(nth)}.example.cn`, { DISTRICT_ID: idOf(nth), DATABASE_URL: url }])
  writeFileSync(path, JSON.stringify(Object.fromEntries(entries)))
  const child = spawn(process.execPath, ['dist/cloud/node.mjs', '--cloud-only'], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', DISTRICTS: path, LOG: 'faults' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the cloud ended with ${code}`)))
      child.stdout.on('data', (part) => String(part).includes('is ready') && resolve())
    })
    const pid = child.pid ?? 0
    const names = urls.map((url) => `'${new URL(url).pathname.slice(1)}'`).join()
    const ask = async (sql: string) => Number((await run(urls[0] ?? '', sql))[0]?.n)
    const done = () => ask(`select sum(xact_commit) as n from pg_stat_database where datname in (${names})`)
    await pause(SETTLE_MS)
    const [from, before, at] = [secondsOf(pid), await done(), Date.now()]
    await pause(WATCH_MS)
    const seconds = (Date.now() - at) / 1000
    const [cpu, transactions] = [(secondsOf(pid) - from) / seconds, ((await done()) - before) / seconds]
    const open = `select count(*) as n from pg_stat_activity where datname in (${names}) and pid <> pg_backend_pid()`
    return { cpu, transactions, connections: await ask(open), rss: rssOf(pid) }
  } finally {
    child.removeAllListeners('exit')
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill()
    await ended
    rmSync(folder, { recursive: true })
  }
}
