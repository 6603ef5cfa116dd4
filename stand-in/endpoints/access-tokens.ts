import { randomBytes } from 'node:crypto'
import { dayOf, type Instant, MINUTE } from '@core/base/time'
import { readJson, type StandInAnswer, type StandInRequest } from '../protocol/request'

const SECOND = 1_000
const LIFE = 7_200 * SECOND
/** From then on the next is given out, and both are good. */
const EARLY = 5 * MINUTE
const FORCED_APART = 30 * SECOND
const FORCED_A_DAY = 20

type Token = { value: string; until: Instant }
export type App = { appid: string; secret: string }

export function createAccessTokens(now: () => Instant, { appid, secret }: App, life = LIFE) {
  let good: Token[] = []
  /** Given out as good, and refused: only a forced refresh helps. */
  const spoiled = new Set<string>()
  let forced = { day: '', times: 0, at: Number.NEGATIVE_INFINITY }

  const add = (): Token => {
    // WeChat's may be as long as 512 characters.
    const token = { value: `stand-in_${randomBytes(60).toString('base64url')}`, until: now() + life }
    good.push(token)
    return token
  }
  const given = (token: Token): StandInAnswer => ({
    access_token: token.value,
    expires_in: Math.floor((token.until - now()) / SECOND),
  })
  const current = (): Token => {
    const newest = good.at(-1)
    return newest && newest.until - now() > EARLY ? newest : add()
  }
  const force = (): StandInAnswer => {
    if (now() - forced.at < FORCED_APART) return given(current())
    const times = forced.day === dayOf(now()) ? forced.times : 0
    if (times >= FORCED_A_DAY) return 45009
    forced = { day: dayOf(now()), times: times + 1, at: now() }
    good = []
    return given(add())
  }

  return {
    answer(asked: StandInRequest): StandInAnswer {
      const json = readJson(asked)
      if (typeof json === 'number') return json
      if (json.grant_type !== 'client_credential') return 40002
      if (json.appid !== appid) return 40013
      if (json.secret !== secret) return 40125
      return json.force_refresh === true ? force() : given(current())
    },
    isGood: (value: string | null): boolean =>
      good.some((token) => token.value === value && token.until > now()) && !spoiled.has(value ?? ''),
    /** Somebody else has refreshed by force: what was given out is stale. */
    revoke() {
      good = []
    },
    /** The current one is refused from now on, and given out all the same. */
    spoil() {
      const newest = good.at(-1)
      if (newest) spoiled.add(newest.value)
    },
  }
}
