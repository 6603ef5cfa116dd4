import * as v from 'valibot'
import type { Judgement, Reply, TextToJudge } from './port'

/** Characters that WeChat checks in one call. */
const MOST = 2_500
const SCENES: Record<TextToJudge['as'], number> = { profile: 1, comment: 2, forum: 3, journal: 4 }
const Result = v.object({
  errcode: v.literal(0),
  result: v.object({ suggest: v.picklist(['pass', 'review', 'risky']) }),
})
type Result = v.InferOutput<typeof Result>
type Check = (body: object, read: typeof Result) => Promise<Reply<Result>>

/**
 * Text moderation. Only WeChat's explicit `pass` passes; after a failure or `review` a person decides before it is
 * published.
 */
export async function judge(check: Check, { openid, text, as }: TextToJudge): Promise<Judgement> {
  const length = Array.from(text).length
  if (length === 0) return 'pass'
  if (length > MOST) return 'held'
  const reply = await check({ version: 2, scene: SCENES[as], openid, content: text }, Result)
  if (!reply.ok) return 'held'
  const { suggest } = reply.value.result
  return suggest === 'review' ? 'held' : suggest
}
