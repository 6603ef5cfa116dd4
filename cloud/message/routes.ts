import { TEMPLATES } from '@core/message'
import { yes } from '@core/refusal'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import { Wrong } from '../http/wrong'
import { allow, listDead, revive } from './queries'

type Mine = 'permissions' | 'allow' | 'deadMessages' | 'retryMessage'

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
    deadMessages: async () => yes({ messages: await listDead(deps.db) }),
    async retryMessage({ params }) {
      if (!(await revive(deps.db, params.id, deps.now()))) throw new Wrong('not-found')
      return yes({})
    },
  }
}
