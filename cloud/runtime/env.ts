import { STRIKE_RULE, type StrikeRule } from '@core/booking/strike'
import { BadEnv } from '../util/bad-env'
import { readWechat, type WechatEnv } from '../wechat/settings'

/** Validated configuration from the environment. */
export type Env = {
  port: number
  host: string
  /** PostgreSQL URL; without it, the embedded PGlite in `dataDir` is used. */
  databaseUrl?: string
  /** Most PostgreSQL connections of this process; by default POOL_SIZE (postgres.ts). */
  pool?: number
  dataDir: string
  demo: boolean
  strikes: StrikeRule
  /** False: calls are not limited (core/contract/limits.ts), for load tests. */
  limits?: false
  /** Request header in which the proxy in front names the client's address; absent, the connection's own address counts. */
  addressHeader?: string
  /** A log line for every request, or for faults only. */
  log?: 'all' | 'faults'
  /** Listener for Prometheus metrics, separate from everything public. */
  metrics?: { port: number; host: string }
} & WechatEnv

/** Defaults of an entry: a CloudBase function must listen where the platform expects it. */
export type Usual = { port?: number; host?: string; pool?: number; postgres?: true }

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/
const HEADER = /^[A-Za-z][A-Za-z0-9-]{0,63}$/
const HOSTNAME = /^[A-Za-z0-9:.[\]-]{1,253}$/
const ON = ['1', 'true', 'on', 'yes']
const OFF = ['0', 'false', 'off', 'no']

function isPostgresUrl(text: string): boolean {
  try {
    return /^postgres(ql)?:$/.test(new URL(text).protocol)
  } catch {
    return false
  }
}

/**
 * Reads the environment; throws BadEnv with every bad name at once. An empty value counts as absent.
 * A DATABASE_URL is required by `usual.postgres`, with NODE_ENV=production, and to listen beyond this machine.
 */
export function readEnv(from: Record<string, string | undefined>, usual: Usual = {}): Env {
  const bad: string[] = []
  const given = (name: string): string | undefined => from[name]?.trim() || undefined
  const wrong = (name: string, wants: string) => bad.push(`${name} must be ${wants}, not “${given(name)}”`)

  const portOf = (name: string): number | undefined => {
    const text = given(name)
    if (text && (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)) wrong(name, 'a port number from 0 to 65535')
    return text === undefined ? undefined : Number(text)
  }
  const hostOf = (name: string): string | undefined => {
    const text = given(name)
    if (text && !HOSTNAME.test(text)) wrong(name, 'an address or a host name')
    return text
  }
  const port = portOf('PORT') ?? usual.port ?? 8080
  const host = hostOf('HOST') ?? usual.host ?? '127.0.0.1'
  const databaseUrl = given('DATABASE_URL')
  // A mistyped name must not start an empty database of its own where people come.
  const mustHavePostgres = usual.postgres || given('NODE_ENV') === 'production' || !LOOPBACK.test(host)
  if (!databaseUrl && mustHavePostgres) bad.push('DATABASE_URL must be a postgres:// address; there is none')
  // The value holds a password, so it is not shown.
  if (databaseUrl && !isPostgresUrl(databaseUrl)) bad.push('DATABASE_URL must be a postgres:// address')
  const demoText = given('DEMO')?.toLowerCase()
  const demo = demoText === undefined ? !databaseUrl && LOOPBACK.test(host) : ON.includes(demoText)
  if (demoText !== undefined && !demo && !OFF.includes(demoText)) wrong('DEMO', '1 or 0')

  const limitsText = given('LIMITS')?.toLowerCase()
  if (limitsText !== undefined && ![...ON, ...OFF].includes(limitsText)) wrong('LIMITS', '1 or 0')
  const addressHeader = given('CLIENT_ADDRESS')?.toLowerCase()
  if (addressHeader && !HEADER.test(addressHeader)) wrong('CLIENT_ADDRESS', 'the name of a request header')

  const count = (name: string, otherwise: number): number => {
    const text = given(name) ?? String(otherwise)
    if (!/^[1-9]\d{0,2}$/.test(text)) wrong(name, 'a number from 1 to 999')
    return Number(text)
  }
  const strikes = { most: count('STRIKES_MOST', STRIKE_RULE.most), days: count('STRIKES_DAYS', STRIKE_RULE.days) }
  const pool = given('DATABASE_POOL') ? count('DATABASE_POOL', 1) : usual.pool
  const log = given('LOG')?.toLowerCase() ?? (demo ? 'faults' : 'all')
  if (log !== 'all' && log !== 'faults') wrong('LOG', 'all or faults')
  const metricsPort = portOf('METRICS_PORT')
  const metricsHost = hostOf('METRICS_HOST') ?? '127.0.0.1'
  const wechat = readWechat(given, bad)

  if (bad.length) throw new BadEnv(bad.join('\n'))
  return {
    port,
    host,
    dataDir: given('DATA_DIR') ?? '.data',
    demo,
    strikes,
    log: log as Env['log'],
    ...wechat,
    ...(databaseUrl ? { databaseUrl } : {}),
    ...(pool ? { pool } : {}),
    ...(OFF.includes(limitsText ?? '') ? { limits: false } : {}),
    ...(addressHeader ? { addressHeader } : {}),
    ...(metricsPort === undefined ? {} : { metrics: { port: metricsPort, host: metricsHost } }),
  }
}
