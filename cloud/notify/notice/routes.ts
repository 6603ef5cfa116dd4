import { ok } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { countUnread, listNotices, markRead } from './queries'

export function noticeRoutes(deps: Deps): Handlers<'notices' | 'readNotices'> {
  return {
    async notices({ caller }) {
      const notices = await listNotices(deps.db, caller.id)
      return ok({ notices, unread: await countUnread(deps.db, caller.id) })
    },
    async readNotices({ caller, body }) {
      await markRead(deps.db, caller.id, body.upTo, deps.now())
      return ok({ unread: await countUnread(deps.db, caller.id) })
    },
  }
}
