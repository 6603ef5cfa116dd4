import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import type { Reply, Wechat } from '../../wechat/port'
import type { Sealer } from '../../wechat/sealed'

export function requireWechat({ wechat, sealer }: Deps): { wechat: Wechat; sealer: Sealer } {
  // No WeChat is configured here, so no code of its can be good.
  if (!wechat || !sealer) throw new ApiError('bad-code')
  return { wechat, sealer }
}

/** WeChat's answer to a code. One that will be there later is waited for; every other no means that the code is none. */
export function unwrap<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.value
  throw new ApiError(reply.action === 'retry' || reply.action === 'hold' ? 'unavailable' : 'bad-code')
}
