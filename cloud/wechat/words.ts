import type { Deps } from '../deps'
import { openidOf } from '../identity/queries'
import type { Judged, Words } from './port'

type Means = Pick<Deps, 'db' | 'demo' | 'wechat' | 'sealer'>

/**
 * May others read what somebody wrote? `held`: not yet; keep it out of sight and ask again later. Where WeChat is off
 * nothing is judged, and a persona of the demo, whom WeChat does not know, is believed.
 */
export async function judgeWords(deps: Means, person: string, text: string, as: Words['as']): Promise<Judged> {
  const { db, wechat, sealer, demo } = deps
  if (!wechat || !sealer) return 'pass'
  const who = await openidOf(db, sealer, wechat.appid, person)
  if (!who) return demo ? 'pass' : 'held'
  return wechat.judge({ openid: who.openid, text, as })
}
