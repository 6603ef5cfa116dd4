import { STRIKE_RULE, type StrikeRule } from '@core/strike'
import { readWechat, type WechatEnv } from './wechat/settings'

/** What the environment decides, sound. */
export type Env = {
  port: number
  host: string
  /** PostgreSQL; absent, the embedded PGlite in `dataDir` is used. */
  databaseUrl?: string
  dataDir: string
  demo: boolean
  strikes: StrikeRule
} & WechatEnv

/** One message that names everything that is wrong. */
export class BadEnv extends Error {
  override name = 'BadEnv'
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/
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

/** Reads the environment; throws BadEnv with every bad name at once. An empty value counts as absent. */
export function readEnv(from: Record<string, string | undefined>): Env {
  const bad: string[] = []
  const given = (name: string): string | undefined => from[name]?.trim() || undefined
  const wrong = (name: string, wants: string) => bad.push(`${name} must be ${wants}, not “${given(name)}”`)

  const port = given('PORT') ?? '8080'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) wrong('PORT', 'a port number from 0 to 65535')
  const host = given('HOST') ?? '127.0.0.1'
  if (!HOSTNAME.test(host)) wrong('HOST', 'an address or a host name')
  const databaseUrl = given('DATABASE_URL')
  // The value holds a password, so it is not shown.
  if (databaseUrl && !isPostgresUrl(databaseUrl)) bad.push('DATABASE_URL must be a postgres:// address')
  const demoText = given('DEMO')?.toLowerCase()
  const demo = demoText === undefined ? !databaseUrl && LOOPBACK.test(host) : ON.includes(demoText)
  if (demoText !== undefined && !demo && !OFF.includes(demoText)) wrong('DEMO', '1 or 0')

  const count = (name: string, otherwise: number): number => {
    const text = given(name) ?? String(otherwise)
    if (!/^[1-9]\d{0,2}$/.test(text)) wrong(name, 'a number from 1 to 999')
    return Number(text)
  }
  const strikes = { most: count('STRIKES_MOST', STRIKE_RULE.most), days: count('STRIKES_DAYS', STRIKE_RULE.days) }
  const wechat = readWechat(given, bad)

  if (bad.length) throw new BadEnv(bad.join('\n'))
  const dataDir = given('DATA_DIR') ?? '.data'
  return { port: Number(port), host, dataDir, demo, strikes, ...wechat, ...(databaseUrl ? { databaseUrl } : {}) }
}
