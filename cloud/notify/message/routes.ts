import { mayAnywhere } from '@core/account/role'
import { yes } from '@core/base/refusal'
import { TEMPLATES } from '@core/notify/message'
import { Wrong } from '../../base/api-error'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/dispatch'
import { allow, listDead, revive } from './queries'

type Mine = 'permissions' | 'allow' | 'deadMessages' | 'retryMessage'

/** To others there is no such address. */
function onlyDistrict({ roles }: Caller): void {
  if (!mayAnywhere(roles, 'oversee')) throw new Wrong('not-found')
}

export function messageRoutes(deps: Deps): Handlers<Mine> {
  return {
    async permissions() {
      const ids = deps.wechat?.templates ?? {}
      return yes({ templates: TEMPLATES.flatMap((name) => (ids[name] ? [{ name, id: ids[name] }] : [])) })
    },
    async allow({ caller, body, key }) {
      const templates = TEMPLATES.filter((one) => body.templates.includes(one))
      if (!(await allow(deps.db, caller.id, templates, key, deps.now()))) throw new Wrong('key-reused')
      return yes({})
    },
    async deadMessages({ caller }) {
      onlyDistrict(caller)
      return yes({ messages: await listDead(deps.db) })
    },
    async retryMessage({ caller, params }) {
      onlyDistrict(caller)
      if (!(await revive(deps.db, params.id, deps.now()))) throw new Wrong('not-found')
      return yes({})
    },
  }
}
