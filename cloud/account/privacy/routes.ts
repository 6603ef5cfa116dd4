import { ok } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { eraseSelf, exportPerson } from './service'

const NAME = { 'zh-hans': '一刻-我的资料.json', 'zh-hant': '一刻-我的資料.json', en: 'yike-my-data.json' } as const

export function privacyRoutes(deps: Deps): Handlers<'exportMe' | 'eraseMe'> {
  return {
    exportMe: async ({ caller, language }) =>
      ok({ body: await exportPerson(deps, caller, language), name: NAME[language] }),
    async eraseMe({ caller }) {
      const verdict = await eraseSelf(deps, caller.id)
      return verdict.ok ? ok({}) : verdict
    },
  }
}
