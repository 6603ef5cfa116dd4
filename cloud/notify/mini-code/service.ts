import { setTimeout as pause } from 'node:timers/promises'
import { ok, type Result, refuse } from '@core/base/refusal'
import { type Instant, MINUTE } from '@core/base/time'
import type { MiniCode } from '@core/contract/endpoints/notify/mini-code'
import { type SceneTarget, sceneOf, targetPage, targetPath } from '@core/notify/scene'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import { poll } from '../../util/poll'
import { type Errcode, planOf, readCode } from '../../wechat/codes'
import type { Picture, Wechat } from '../../wechat/port'
import { failMiniCode, findMiniCode, leaseMiniCode, type MiniCodeKey, writeMiniCode } from './queries'

/** Pixels; some 150 per inch on a sheet of A4. */
const WIDTH = 860
/** Requests a minute, of the 5,000 that WeChat allows; more than a district prints would be abuse. */
const MOST_A_MINUTE = 600
/** Longer than WeChat may take, token included, so that only a dead holder loses its lease. */
const LEASE_MS = 30_000
/** Longest wait; a phone does not wait longer. */
const PATIENCE_MS = 12_000
/** Least pause after a temporary failure. */
const AGAIN_MS = 5_000

/** The target of a mini code: its scene, and the path of its page. */
export type MiniCodeRequest = { about: SceneTarget; scene: string; path: string }
export const miniCodeRequest = (about: SceneTarget, text: string, short = text): MiniCodeRequest => {
  const scene = sceneOf(about, short)
  if (!scene) throw new Error(`no scene of a ${about}`)
  return { about, scene, path: targetPath(about, text) }
}

/**
 * WeChat's failure for the caller: temporary ones throw `unavailable`, others are a refusal for an operator to resolve.
 */
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

/** Fetches a mini code without storing it, because its scene contains a secret. */
export async function fetchMiniCodeOnce(
  { wechat }: Deps,
  { about, scene, path }: MiniCodeRequest,
): Promise<Result<MiniCode>> {
  if (!wechat) return ok({ path })
  const reply = await wechat.miniCode({ scene, page: targetPage(about), width: WIDTH })
  return reply.ok ? answer(path, reply.value) : refused(reply.code)
}

/** Fetches the picture for all waiting callers and stores it, or the failure. */
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
 * The mini code of a station’s or session’s page. One caller asks WeChat, concurrent ones wait for its result, and then
 * it is stored until `over` (null: for ever). Without WeChat the answer is the page’s path only.
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
    const lease = { by, now: at, until: at + LEASE_MS, over, most: MOST_A_MINUTE }
    if (await leaseMiniCode(db, key, lease)) return ask(deps, wechat, key, by, path)
    // Nobody holds the lease although it is free: this minute's quota is used up.
    if (waited > 0 && !row?.asker) break
  }
  throw new ApiError('unavailable')
}
