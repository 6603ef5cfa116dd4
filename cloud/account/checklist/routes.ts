import { ok } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { checkAll } from './service'

export const checklistRoutes = (deps: Deps): Handlers<'checklist'> => ({
  checklist: async () => ok({ findings: await checkAll(deps) }),
})
