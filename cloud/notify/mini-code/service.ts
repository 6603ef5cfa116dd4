import { setTimeout as pause } from 'node:timers/promises'
import { ok, type Result, refuse } from '@core/base/refusal'
import { type Instant, MINUTE } from '@core/base/time'
import type { MiniCode } from '@core/contract/endpoints/notify/mini-code'
import { type SceneTarget, sceneOf, targetPage, targetPath } from '@core/notify/scene'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import { poll } from '../../base/poll'
import { type Errcode, planOf, readCode } from '../../wechat/codes'
import type { Picture, Wechat } from '../../wechat/port'
import { failMiniCode, findMiniCode, leaseMiniCode, type MiniCodeKey, writeMiniCode } from './queries'

/** Pixels: on a sheet of A4 some 150 to the inch. */
const WIDTH = 860
/** Of the 5,000 a minute that WeChat allows; who asks for more than a district prints means no good. */
const MOST_A_MINUTE = 600
/** Longer than WeChat may take with a token to fetch; whoever died holds it no longer. */
const LEASE_MS = 30_000
/** A phone waits no longer. */
const PATIENCE_MS = 12_000
/** So long it is not asked for again after a no that may pass. */
const AGAIN_MS = 5_000

/** What it is about, as the scene and the path of its page tell it. */
export type MiniCodeRequest = { about: SceneTarget; scene: string; path: string }
export const miniCodeRequest = (about: SceneTarget, text: string, short = text): MiniCodeRequest => {
  const scene = sceneOf(about, short)
  if (!scene) throw new Error(`no scene of a ${about}`)
  return { about, scene, path: targetPath(about, text) }
}

/** WeChat's no, as whoever asked is told: it passes, or somebody has to see to it. */
function refused(errcode: Errcode): Result<never> {
  const { action, wait } = planOf('getwxacodeunlimit', errcode)
  if (action === 'stop') return refuse({ refusal: 'code-not-made', errcode: String(errcode) })
  throw new ApiError('unavailable', undefined, Math.ceil(Math.max(wait ?? 0, AGAIN_MS) / 1_000))
}
const againAt = (now: Instant, errcode: Errcode): Instant => {
  const { action, wait = 0 } = planOf('getwxacodeunlimit', errcode)
  return now + (action === 'retry' || action === 'refresh-token' ? Math.max(wait, AGAIN_MS) : MINUTE)
}

const answer = (path: string, { bytes, type }: Picture): Result<MiniCode> =>
  ok({ path, picture: { type, bytes: Buffer.from(bytes).toString('base64') } })

/** Asked for anew, and kept nowhere: for a scene that holds a secret. */
export async function fetchMiniCodeOnce(
  { wechat }: Deps,
  { about, scene, path }: MiniCodeRequest,
): Promise<Result<MiniCode>> {
  if (!wechat) return ok({ path })
  const reply = await wechat.miniCode({ scene, page: targetPage(about), width: WIDTH })
  return reply.ok ? answer(path, reply.value) : refused(reply.code)
}

/** Asks WeChat in the name of all who wait. */
async function ask(
  { db, now }: Deps,
  wechat: Wechat,
  key: MiniCodeKey,
  by: string,
  path: string,
): Promise<Result<MiniCode>> {
  const reply = await wechat.miniCode({ scene: key.scene, page: key.page, width: WIDTH })
  if (reply.ok) {
    await writeMiniCode(db, key, by, reply.value)
    return answer(path, reply.value)
  }
  await failMiniCode(db, key, by, String(reply.code), againAt(now(), reply.code))
  return refused(reply.code)
}

/**
 * The code of a station’s or session’s page. One of all who want it asks WeChat, the others wait for what comes of it, and
 * from then on it is there. `over`: from when on it leads nowhere. Where WeChat is off there is the page’s path alone.
 */
export async function fetchMiniCode(
  deps: Deps,
  station: string,
  wanted: MiniCodeRequest,
  over: Instant | null,
): Promise<Result<MiniCode>> {
  const { db, now, random, wechat } = deps
  const { about, scene, path } = wanted
  if (!wechat) return ok({ path })
  const key: MiniCodeKey = { station, appid: wechat.appid, release: wechat.release, page: targetPage(about), scene }
  const by = Buffer.from(random(8)).toString('hex')
  for await (const waited of poll(PATIENCE_MS, pause)) {
    const row = await findMiniCode(db, key)
    if (row?.picture && row.type) return answer(path, { bytes: row.picture, type: row.type })
    const at = now()
    if (row?.failure && row.not_before > at) return refused(readCode(row.failure))
    const claim = { by, now: at, until: at + LEASE_MS, over, most: MOST_A_MINUTE }
    if (await leaseMiniCode(db, key, claim)) return ask(deps, wechat, key, by, path)
    // Nobody asks, and nobody may: there were too many in this minute.
    if (waited > 0 && !row?.asker) break
  }
  throw new ApiError('unavailable')
}
