import { type Instant, MINUTE } from '@core/base/time'
import type { Db } from '../db/port'
import { poll } from '../util/poll'
import type { Answer, WechatFailure } from './call'
import { type Errcode, planOf, readCode } from './codes'
import { failToken, findToken, leaseToken, type TokenRow, writeToken } from './queries'
import type { Place, Sealer } from './sealed'

/** `generation` identifies the token when WeChat refuses it. */
type Token = { value: string; generation: number }
export type Tokens = {
  /**
   * The access token that all processes share. `stale`: the generation WeChat refused; one of the callers fetches a new
   * one.
   */
  take(stale?: number): Promise<Answer<Token>>
}
/** `seconds`: lifetime of the token. */
export type FetchToken = (force: boolean) => Promise<Answer<{ value: string; seconds: number }>>
type Means = {
  db: Db
  now: () => Instant
  random: (bytes: number) => Uint8Array
  pause: (ms: number) => Promise<void>
  sealer: Sealer
  appid: string
}

/** Longer than two calls may take (apis.ts), so that only a dead holder loses its lease. */
const LEASE_MS = 8_000
/** Longer than a lease: a waiting caller can take over from a dead holder. */
const PATIENCE_MS = 10_000
/** WeChat issues the next token from 5 minutes before expiry, when both are valid. */
const RENEW_EARLY = 4 * MINUTE
/** Least time between two fetches of a token that is still valid, and between two forced ones, as WeChat requires. */
const APART_MS = 30_000

/** The failure of another process's fetch, for the callers that waited for it. */
const failed = (code: Errcode): WechatFailure => {
  const { known: _, ...plan } = planOf('stable_token', code)
  return { ok: false, code, ...plan }
}

export function createTokens(means: Means, fetchToken: FetchToken): Tokens {
  const { db, now, random, pause, sealer, appid } = means
  const place: Place = { table: 'wechat_token', column: 'token', row: appid }

  /** Undefined if it was sealed with a key that this process does not have. */
  const open = ({ token }: TokenRow): string | undefined => {
    try {
      return token === null ? undefined : sealer.open(token, place)
    } catch {
      return undefined
    }
  }

  /** WeChat may return the token it has just refused: then only `force_refresh` helps, which is rate-limited. */
  async function fetch(row: TokenRow, stale: number | undefined) {
    const got = await fetchToken(false)
    if (!got.ok || row.generation !== stale || got.value.value !== open(row)) return { got, forcedAt: row.forced_at }
    const at = now()
    if (at - (row.forced_at ?? 0) < APART_MS) return { got: failed(40001), forcedAt: row.forced_at }
    return { got: await fetchToken(true), forcedAt: at }
  }

  /** Undefined if the fetch outlasted the lease and another process has taken over. */
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
        // The fetch we waited for has failed, so all waiters fail with it.
        if (row && failures !== undefined && !isGood && row.failures > failures)
          return failed(readCode(row.failure ?? ''))
        const lease = await leaseToken(db, { appid, by, now: at, until: at + LEASE_MS, stale: unknown ?? stale })
        const refreshed = lease && (await refresh(lease, by, stale))
        // A token that is still valid is used while another is being fetched, or cannot be.
        if (isGood && !refreshed?.ok) return { ok: true, value: { value, generation: row.generation } }
        if (refreshed) return refreshed
        failures ??= row?.failures ?? 0
      }
      return failed('unanswered')
    },
  }
}
