import type { Deps } from '../../base/deps'
import type { Judgement, TextToJudge } from '../../wechat/port'
import { openidOf } from '../identity/queries'

type Means = Pick<Deps, 'db' | 'demo' | 'wechat' | 'sealer'>

/** Whoever wrote something waits so long at most. Less than what a door's oldest may take (http/gate.ts). */
const PATIENCE_MS = 3_000

/**
 * May others read what somebody wrote? `held`: not yet; keep it out of sight and ask again later. Where WeChat is off
 * nothing is judged, and a persona of the demo, whom WeChat does not know, is believed.
 */
export async function judgeText(deps: Means, person: string, text: string, as: TextToJudge['as']): Promise<Judgement> {
  const { db, wechat, sealer, demo } = deps
  if (!wechat || !sealer) return 'pass'
  const who = await openidOf(db, sealer, wechat.appid, person)
  if (!who) return demo ? 'pass' : 'held'
  return wechat.judge({ openid: who.openid, text, as })
}

/** The same for somebody who waits for it: what is not known soon is held. */
export async function judgeTextWithin(
  deps: Means,
  person: string,
  text: string,
  as: TextToJudge['as'],
  patience = PATIENCE_MS,
): Promise<Judgement> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Judgement>((resolve) => {
    timer = setTimeout(resolve, patience, 'held')
  })
  return Promise.race([judgeText(deps, person, text, as), late]).finally(() => clearTimeout(timer))
}
