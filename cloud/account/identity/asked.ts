import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import type { Reply, Wechat } from '../../wechat/port'
import type { Sealer } from '../../wechat/sealed'

/** WeChat and the sealer; throws ApiError `bad-code` if they are not configured. */
export function requireWechat({ wechat, sealer }: Deps): { wechat: Wechat; sealer: Sealer } {
  // Without WeChat no code of its can be valid.
  if (!wechat || !sealer) throw new ApiError('bad-code')
  return { wechat, sealer }
}

/** The value of WeChat's reply to a code. Throws ApiError: `unavailable` for temporary failures, else `bad-code`. */
export function unwrap<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.value
  throw new ApiError(reply.action === 'retry' || reply.action === 'hold' ? 'unavailable' : 'bad-code')
}
