import { yes } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/dispatch'
import { eraseMe, exportMe } from './service'

const NAME = { 'zh-hans': '一刻-我的资料.json', 'zh-hant': '一刻-我的資料.json', en: 'yike-my-data.json' } as const

export function privacyRoutes(deps: Deps): Handlers<'exportMe' | 'eraseMe'> {
  return {
    exportMe: async ({ caller, language }) =>
      yes({ body: await exportMe(deps, caller, language), name: NAME[language] }),
    async eraseMe({ caller }) {
      const verdict = await eraseMe(deps, caller.id)
      return verdict.ok ? yes({}) : verdict
    },
  }
}
