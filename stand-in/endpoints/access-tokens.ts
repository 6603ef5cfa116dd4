import { randomBytes } from 'node:crypto'
import { dayOf, type Instant, MINUTE } from '@core/base/time'
import { readJson, type StandInAnswer, type StandInRequest } from '../protocol/request'

const SECOND = 1_000
const LIFE = 7_200 * SECOND
/** Time before expiry from which the next token is issued, while both are valid. */
const EARLY = 5 * MINUTE
const FORCED_APART = 30 * SECOND
const FORCED_A_DAY = 20

type Token = { value: string; until: Instant }
export type App = { appid: string; secret: string }

export function createAccessTokens(now: () => Instant, { appid, secret }: App, life = LIFE) {
  let issued: Token[] = []
  /** Tokens that are still issued, but refused: only a forced refresh helps. */
  const spoiled = new Set<string>()
  let forced = { day: '', times: 0, at: Number.NEGATIVE_INFINITY }

  const add = (): Token => {
    // Up to 512 characters in WeChat.
    const token = { value: `stand-in_${randomBytes(60).toString('base64url')}`, until: now() + life }
    issued.push(token)
    return token
  }
  const answerWith = (token: Token): StandInAnswer => ({
    access_token: token.value,
    expires_in: Math.floor((token.until - now()) / SECOND),
  })
  const current = (): Token => {
    const newest = issued.at(-1)
    return newest && newest.until - now() > EARLY ? newest : add()
  }
  const force = (): StandInAnswer => {
    if (now() - forced.at < FORCED_APART) return answerWith(current())
    const times = forced.day === dayOf(now()) ? forced.times : 0
    if (times >= FORCED_A_DAY) return 45009
    forced = { day: dayOf(now()), times: times + 1, at: now() }
    issued = []
    return answerWith(add())
  }

  return {
    answer(call: StandInRequest): StandInAnswer {
      const json = readJson(call)
      if (typeof json === 'number') return json
      if (json.grant_type !== 'client_credential') return 40002
      if (json.appid !== appid) return 40013
      if (json.secret !== secret) return 40125
      return json.force_refresh === true ? force() : answerWith(current())
    },
    isValid: (value: string | null): boolean =>
      issued.some((token) => token.value === value && token.until > now()) && !spoiled.has(value ?? ''),
    /** Revokes all tokens, as if another process had forced a refresh. */
    revoke() {
      issued = []
    },
    /** Refuses the current token from now on, but goes on issuing it. */
    spoil() {
      const newest = issued.at(-1)
      if (newest) spoiled.add(newest.value)
    },
  }
}
