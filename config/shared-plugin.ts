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

/** Before any that looks for what it kept of an asset. */
const FIRST = -10_000

/**
 * What the subpackages share and the main package does not need, Taro copies into each of them (`sub-common`). Its copies
 * all have the same hash, that of nothing, so from the second build on the minifiers give back what they kept from the
 * first, whatever changed since. Here each copy gets a hash of what is in it.
 */
class ContentHash {
  apply(compiler: Compiler): void {
    compiler.hooks.thisCompilation.tap('TrueHash', ({ hooks }) => {
      hooks.processAdditionalAssets.tap({ name: 'TrueHash', stage: FIRST }, (assets) => {
        for (const [path, asset] of Object.entries(assets))
          if (path.includes('/sub-common/')) asset.updateHash = (hash) => hash.update(asset.buffer())
      })
    })
  }
}

export default (ctx: IPluginContext): void => {
  ctx.modifyWebpackChain(({ chain }: { chain: Chain }) => {
    if (process.env.TARO_ENV === 'weapp') chain.plugin('true-hash').use(ContentHash)
  })
}
