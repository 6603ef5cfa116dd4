import { resolve } from 'node:path'
import type { IPluginContext } from '@tarojs/service'

type Rule = {
  test(files: RegExp): Rule
  type(type: string): Rule
  use(name: string): { loader(path: string): unknown }
}
type Chain = { module: { rule(name: string): Rule } }

/** Word tables of the other languages are bundled without their words (word-table-loader.js). */
export default (ctx: IPluginContext): void => {
  ctx.modifyWebpackChain(({ chain }: { chain: Chain }) => {
    chain.module
      .rule('word-tables')
      .test(/[\\/]words[\\/](\w+[\\/])?(en|zh-hant)\.json$/)
      .type('javascript/auto')
      .use('word-table')
      .loader(resolve(__dirname, 'word-table-loader.js'))
  })
}
