import type { Deps } from '../../base/deps'
import type { Judgement, TextToJudge } from '../../wechat/port'
import { openidOf } from '../identity/queries'

type Means = Pick<Deps, 'db' | 'demo' | 'wechat' | 'sealer'>

/** Longest wait of an author for moderation; less than PATIENCE_MS in runtime/load-shedding.ts. */
const PATIENCE_MS = 3_000

/**
 * Moderation of a text by WeChat. `held`: undecided; hide the text and ask again later. Without WeChat everything
 * passes, and so do the demo's personas, who have no openid.
 */
export async function judgeText(deps: Means, person: string, text: string, as: TextToJudge['as']): Promise<Judgement> {
  const { db, wechat, sealer, demo } = deps
  if (!wechat || !sealer) return 'pass'
  const who = await openidOf(db, sealer, wechat.appid, person)
  if (!who) return demo ? 'pass' : 'held'
  return wechat.judge({ openid: who.openid, text, as })
}

/** The same for a waiting author: `held` if there is no answer within `patience` ms. */
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
