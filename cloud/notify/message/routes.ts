import { mayAnywhere } from '@core/account/role'
import { ok } from '@core/base/refusal'
import { TEMPLATES } from '@core/notify/message'
import { ApiError } from '../../base/api-error'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/dispatch'
import { addPermissions, listUndelivered, requeueMessage } from './queries'

type Mine = 'permissions' | 'allow' | 'deadMessages' | 'retryMessage'

/** To others there is no such address. */
function onlyDistrict({ roles }: Caller): void {
  if (!mayAnywhere(roles, 'oversee')) throw new ApiError('not-found')
}

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
    async deadMessages({ caller }) {
      onlyDistrict(caller)
      return ok({ messages: await listUndelivered(deps.db) })
    },
    async retryMessage({ caller, params }) {
      onlyDistrict(caller)
      if (!(await requeueMessage(deps.db, params.id, deps.now()))) throw new ApiError('not-found')
      return ok({})
    },
  }
}
