import type { IPluginContext } from '@tarojs/service'

type Asset = { buffer(): Buffer; updateHash(hash: { update(bytes: Buffer): unknown }): void }
type Chain = { plugin(name: string): { use(plugin: typeof ContentHash): unknown } }
type Compiler = { hooks: { thisCompilation: { tap(name: string, tap: (compilation: Compilation) => void): void } } }
type Compilation = {
  hooks: {
    processAdditionalAssets: {
      tap(at: { name: string; stage: number }, tap: (assets: Record<string, Asset>) => void): void
    }
  }
}

/** Stage before every plugin that looks up cached assets by hash. */
const FIRST = -10_000

/**
 * Content hash for the modules that Taro copies into each subpackage (`sub-common`: shared by subpackages, not used by
 * the main package). Taro's copies all have the hash of empty content, so from the second build on the minifiers return
 * their cached first result, whatever changed since.
 */
class ContentHash {
  apply(compiler: Compiler): void {
    compiler.hooks.thisCompilation.tap('ContentHash', ({ hooks }) => {
      hooks.processAdditionalAssets.tap({ name: 'ContentHash', stage: FIRST }, (assets) => {
        for (const [path, asset] of Object.entries(assets))
          if (path.includes('/sub-common/')) asset.updateHash = (hash) => hash.update(asset.buffer())
      })
    })
  }
}

export default (ctx: IPluginContext): void => {
  ctx.modifyWebpackChain(({ chain }: { chain: Chain }) => {
    if (process.env.TARO_ENV === 'weapp') chain.plugin('content-hash').use(ContentHash)
  })
}
