import { join } from 'node:path'
import { STRIKE_RULE, type StrikeRule } from '@core/booking/strike'
import { APP_NAME } from '@core/place/district'
import { readStorage, type StorageSettings } from '../../storage/settings'
import { readWechat, type WechatEnv } from '../../wechat/settings'

/** Colours of the sign, the quarter of a dial, on a light and on a dark page. */
type SignColours = { light: string; dark: string }

/** Validated configuration of one district: the variables that differ from one district to the next. */
export type DistrictEnv = {
  /** Two lower-case letters: prefix of its station ids, label of its log lines and metrics. */
  id: string
  /** What people call it, at the top of the app. */
  title: string
  /** Host name it is reached by; absent, it is the only one and answers to every name. */
  host?: string
  /** Its public origin, such as `https://ty.example.cn`. */
  publicUrl?: string
  sign?: SignColours
  /** PostgreSQL URL; without it, the embedded PGlite in `dataDir` is used. */
  databaseUrl?: string
  /** Most PostgreSQL connections of one process to this database; by default POOL_SIZE (postgres.ts). */
  pool?: number
  dataDir: string
  strikes: StrikeRule
  /** Where photographs are stored; without it there are none. */
  storage?: StorageSettings
} & WechatEnv

/** Reads one variable; undefined where it is absent or empty. */
export type Given = (name: string) => string | undefined
/** Defaults of an entry, and of a district in a file. */
type Usual = { pool?: number | undefined; postgres?: true | undefined; host?: string }

/** Where a district has no id of its own: the app’s initials. */
const ID = 'yk'
const MAX_TITLE = 16
const COLOUR = /^#[0-9a-f]{6}$/i

function urlOf(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}
const isPostgres = (text: string): boolean => /^postgres(ql)?:$/.test(urlOf(text)?.protocol ?? '')
const isOrigin = (text: string): boolean =>
  /^https?:$/.test(urlOf(text)?.protocol ?? '') && urlOf(text)?.origin === text

/** Reads a district’s variables. Adds each invalid one to `bad`, without what may be a secret. */
export function readDistrict(given: Given, bad: string[], usual: Usual = {}): DistrictEnv {
  const wrong = (name: string, wants: string) => void bad.push(`${name} must be ${wants}, not “${given(name)}”`)
  const matching = (name: string, isSound: (text: string) => boolean, wants: string): string | undefined => {
    const text = given(name)
    if (text !== undefined && !isSound(text)) wrong(name, wants)
    return text
  }
  const count = (name: string, otherwise: number): number =>
    Number(matching(name, (text) => /^[1-9]\d{0,2}$/.test(text), 'a number from 1 to 999') ?? otherwise)
  const colour = (name: string) => matching(name, (text) => COLOUR.test(text), 'a colour such as #C01F1B')

  const id = matching('DISTRICT_ID', (text) => /^[a-z]{2}$/.test(text), 'two lower-case letters') ?? ID
  const isTitle = (text: string) => [...text].length <= MAX_TITLE && !/\p{C}/u.test(text)
  const title = matching('DISTRICT_TITLE', isTitle, `at most ${MAX_TITLE} characters`) ?? APP_NAME
  const publicUrl = matching('PUBLIC_URL', isOrigin, 'an origin such as https://yike.example.cn, without a path')
  const [light, dark] = [colour('SIGN_LIGHT'), colour('SIGN_DARK')]
  if (!light !== !dark) bad.push('SIGN_LIGHT and SIGN_DARK must be set together')
  const databaseUrl = given('DATABASE_URL')
  if (!databaseUrl && usual.postgres) bad.push('DATABASE_URL must be a postgres:// address; there is none')
  // The value holds a password, so it is not shown.
  if (databaseUrl && !isPostgres(databaseUrl)) bad.push('DATABASE_URL must be a postgres:// address')
  const strikes = {
    most: count('STRIKES_MOST', STRIKE_RULE.most),
    days: count('STRIKES_DAYS', STRIKE_RULE.days),
  }
  const pool = given('DATABASE_POOL') ? count('DATABASE_POOL', 1) : usual.pool
  const dataDir = given('DATA_DIR') ?? '.data'
  // Beside the embedded database. A server's processes may be on several machines, and a function has no disk.
  const storage = readStorage(given, bad, databaseUrl || usual.postgres ? undefined : join(dataDir, 'files'))
  const origin = publicUrl ?? (usual.host && `https://${usual.host}`)
  return {
    id,
    title,
    dataDir,
    strikes,
    ...readWechat(given, bad),
    ...(usual.host ? { host: usual.host } : {}),
    ...(origin ? { publicUrl: origin } : {}),
    ...(light && dark ? { sign: { light, dark } } : {}),
    ...(storage ? { storage } : {}),
    ...(databaseUrl ? { databaseUrl } : {}),
    ...(pool ? { pool } : {}),
  }
}

/** Names of the variables of a district: all that readDistrict asks for. */
export function districtVariables(): string[] {
  const asked: string[] = []
  readDistrict((name) => {
    asked.push(name)
    return undefined
  }, [])
  return [...new Set(asked)]
}
