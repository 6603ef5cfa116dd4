import { BadEnv } from '../util/bad-env'
import { readDistricts } from './tenant/file'
import { type DistrictEnv, districtVariables, type Given, readDistrict } from './tenant/settings'

/** Validated configuration from the environment: what is the process’s, and each district’s own. */
export type Env = {
  port: number
  host: string
  demo: boolean
  /** False: calls are not limited (core/contract/limits.ts), for load tests. */
  limits?: false
  /** Request header in which the proxy in front names the client's address; absent, the connection's own address counts. */
  addressHeader?: string
  /** A log line for every request, or for faults only. */
  log?: 'all' | 'faults'
  /** Listener for Prometheus metrics, separate from everything public. */
  metrics?: { port: number; host: string }
  /** At least one; from the environment itself, or from the file that DISTRICTS names. */
  districts: readonly DistrictEnv[]
}

/** Defaults of an entry: a CloudBase function must listen where the platform expects it. */
export type Usual = { port?: number; host?: string; pool?: number | undefined; postgres?: true | undefined }

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/
const HEADER = /^[A-Za-z][A-Za-z0-9-]{0,63}$/
const HOSTNAME = /^[A-Za-z0-9:.[\]-]{1,253}$/
const ON = ['1', 'true', 'on', 'yes']
const OFF = ['0', 'false', 'off', 'no']

/**
 * One district from the environment, or those of a file. The variables of a district then stand in the file alone: one left
 * in the environment would be an answer to the question whose it is.
 */
function readAll(given: Given, bad: string[], usual: Pick<Usual, 'pool' | 'postgres'>): readonly DistrictEnv[] {
  const path = given('DISTRICTS')
  if (!path) return [readDistrict(given, bad, usual)]
  const stray = districtVariables().filter((name) => given(name) !== undefined)
  bad.push(...stray.map((name) => `${name} must be in the file that DISTRICTS names, not in the environment`))
  return readDistricts(path, bad)
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
  // A mistyped name must not start an empty database of its own where people come.
  const postgres = usual.postgres || given('NODE_ENV') === 'production' || !LOOPBACK.test(host) || undefined
  const districts = readAll(given, bad, { pool: usual.pool, postgres })
  const demoText = given('DEMO')?.toLowerCase()
  const isEmbedded = districts.every(({ databaseUrl }) => !databaseUrl)
  const demo = demoText === undefined ? isEmbedded && LOOPBACK.test(host) : ON.includes(demoText)
  if (demoText !== undefined && !demo && !OFF.includes(demoText)) wrong('DEMO', '1 or 0')

  const limitsText = given('LIMITS')?.toLowerCase()
  if (limitsText !== undefined && ![...ON, ...OFF].includes(limitsText)) wrong('LIMITS', '1 or 0')
  const addressHeader = given('CLIENT_ADDRESS')?.toLowerCase()
  if (addressHeader && !HEADER.test(addressHeader)) wrong('CLIENT_ADDRESS', 'the name of a request header')

  const log = given('LOG')?.toLowerCase() ?? (demo ? 'faults' : 'all')
  if (log !== 'all' && log !== 'faults') wrong('LOG', 'all or faults')
  const metricsPort = portOf('METRICS_PORT')
  const metricsHost = hostOf('METRICS_HOST') ?? '127.0.0.1'

  if (bad.length) throw new BadEnv(bad.join('\n'))
  return {
    port,
    host,
    demo,
    districts,
    log: log as Env['log'],
    ...(OFF.includes(limitsText ?? '') ? { limits: false } : {}),
    ...(addressHeader ? { addressHeader } : {}),
    ...(metricsPort === undefined ? {} : { metrics: { port: metricsPort, host: metricsHost } }),
  }
}
