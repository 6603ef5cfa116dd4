import { ok } from '@core/base/refusal'
import { TEMPLATES } from '@core/notify/message'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { addPermissions, listUndelivered, requeueMessage } from './queries'

type Mine = 'permissions' | 'allow' | 'deadMessages' | 'retryMessage'

export function messageRoutes(deps: Deps): Handlers<Mine> {
  return {
    async permissions() {
      const ids = deps.wechat?.templates ?? {}
      return ok({ templates: TEMPLATES.flatMap((name) => (ids[name] ? [{ name, id: ids[name] }] : [])) })
    },
    async allow({ caller, body, key }) {
      const templates = TEMPLATES.filter((one) => body.templates.includes(one))
      if (!(await addPermissions(deps.db, caller.id, templates, key, deps.now()))) throw new ApiError('key-reused')
      return ok({})
    },
    deadMessages: async () => ok({ messages: await listUndelivered(deps.db) }),
    async retryMessage({ params }) {
      if (!(await requeueMessage(deps.db, params.id, deps.now()))) throw new ApiError('not-found')
      return ok({})
    },
  }
}
