import { type Instant, MINUTE } from '@core/base/time'
import type { Db } from '../db/port'
import { poll } from '../util/poll'
import type { Answer, WechatFailure } from './call'
import { type Errcode, planOf, readCode } from './codes'
import { failToken, findToken, leaseToken, type TokenRow, writeToken } from './queries'
import type { Place, Sealer } from './sealed'

/** `generation` names it when WeChat refuses it. */
type Token = { value: string; generation: number }
export type Tokens = {
  /** The token all processes use. `stale`: the generation that WeChat refused; another is got, by one of all who ask. */
  take(stale?: number): Promise<Answer<Token>>
}
/** `seconds` it is good for. */
export type FetchToken = (force: boolean) => Promise<Answer<{ value: string; seconds: number }>>
type Means = {
  db: Db
  now: () => Instant
  random: (bytes: number) => Uint8Array
  pause: (ms: number) => Promise<void>
  sealer: Sealer
  appid: string
}

/** Longer than two calls may take (apis.ts); whoever died holds it no longer. */
const LEASE_MS = 8_000
/** Longer than a lease: whoever waits for one who died takes over. */
const PATIENCE_MS = 10_000
/** WeChat has the next one ready five minutes before the end, and both are good. */
const RENEW_EARLY = 4 * MINUTE
/** So long one that is asked for too early is not asked for again; and so far apart WeChat wants forced ones. */
const APART_MS = 30_000

/** For whoever waited in vain. */
const failed = (code: Errcode): WechatFailure => {
  const { known: _, ...plan } = planOf('stable_token', code)
  return { ok: false, code, ...plan }
}

export function createTokens(means: Means, fetchToken: FetchToken): Tokens {
  const { db, now, random, pause, sealer, appid } = means
  const place: Place = { table: 'wechat_token', column: 'token', row: appid }

  /** Undefined where a key that this process does not have sealed it. */
  const open = ({ token }: TokenRow): string | undefined => {
    try {
      return token === null ? undefined : sealer.open(token, place)
    } catch {
      return undefined
    }
  }

  /** WeChat gives out again what it has just refused: then only force helps, which it allows now and then. */
  async function fetch(row: TokenRow, stale: number | undefined) {
    const got = await fetchToken(false)
    if (!got.ok || row.generation !== stale || got.value.value !== open(row)) return { got, forcedAt: row.forced_at }
    const at = now()
    if (at - (row.forced_at ?? 0) < APART_MS) return { got: failed(40001), forcedAt: row.forced_at }
    return { got: await fetchToken(true), forcedAt: at }
  }

  /** Undefined: it took so long that somebody else has begun. */
  async function refresh(row: TokenRow, by: string, stale: number | undefined): Promise<Answer<Token> | undefined> {
    const asked = now()
    const { got, forcedAt } = await fetch(row, stale)
    if (!got.ok) {
      await failToken(db, { appid, by }, String(got.code), forcedAt)
      return got
    }
    const { value, seconds } = got.value
    const expiresAt = asked + seconds * 1_000
    const renewAt = Math.max(expiresAt - RENEW_EARLY, Math.min(asked + APART_MS, expiresAt))
    const token = sealer.seal(value, place)
    const generation = await writeToken(db, { appid, by }, { token, expiresAt, renewAt, forcedAt })
    return generation === undefined ? undefined : { ok: true, value: { value, generation } }
  }

  return {
    async take(stale) {
      const by = Buffer.from(random(8)).toString('hex')
      let failures: number | undefined
      for await (const _ of poll(PATIENCE_MS, pause)) {
        const at = now()
        const row = await findToken(db, appid)
        const value = row && open(row)
        const unknown = row?.token && !value ? row.generation : undefined
        const isGood = value && row.generation !== stale && (row.expires_at ?? 0) > at
        if (isGood && (row.renew_at ?? 0) > at) return { ok: true, value: { value, generation: row.generation } }
        // Whoever it was waited for was told no, and so are all.
        if (row && failures !== undefined && !isGood && row.failures > failures)
          return failed(readCode(row.failure ?? ''))
        const claimed = await leaseToken(db, { appid, by, now: at, until: at + LEASE_MS, stale: unknown ?? stale })
        const refreshed = claimed && (await refresh(claimed, by, stale))
        // One that is still good is used while another is fetched, or cannot be.
        if (isGood && !refreshed?.ok) return { ok: true, value: { value, generation: row.generation } }
        if (refreshed) return refreshed
        failures ??= row?.failures ?? 0
      }
      return failed('unanswered')
    },
  }
}
