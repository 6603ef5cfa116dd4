import { createHash } from 'node:crypto'
import type { IPluginContext } from '@tarojs/service'

type Asset = { buffer(): Buffer; updateHash(hash: { update(bytes: Buffer): unknown }): void }
type Compilation = {
  hooks: {
    processAdditionalAssets: {
      tap(at: { name: string; stage: number }, tap: (assets: Record<string, Asset>) => void): void
    }
  }
}
type Compiler = { hooks: { thisCompilation: { tap(name: string, tap: (compilation: Compilation) => void): void } } }
type Shared = { resource?: string; identifier: string }
/** Taro's plugin that finds the modules shared by subpackages; `subCommonDeps` has them by their file names. */
type Splitter = { context: string; subCommonDeps: Map<string, Shared>; getSubCommonCacheGroup(): unknown }
type SplitterClass = new (...args: unknown[]) => Splitter
type Chain = {
  plugin(name: string): {
    use(plugin: typeof ContentHash): unknown
    init(make: (Plugin: SplitterClass, args: unknown[]) => Splitter): unknown
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

/**
 * File names of those modules by their path in the repository. Taro hashes the absolute path, so that every checkout built
 * another package of the same sources.
 */
const withPortableNames = (Plugin: SplitterClass): SplitterClass =>
  class extends Plugin {
    override getSubCommonCacheGroup(): unknown {
      const { context } = this
      const named = [...this.subCommonDeps.values()].map((shared): [string, Shared] => {
        const path = (shared.resource ?? shared.identifier).split(context).join('').replaceAll('\\', '/')
        return [createHash('sha256').update(path).digest('hex').slice(0, 10), shared]
      })
      this.subCommonDeps = new Map(named)
      return super.getSubCommonCacheGroup()
    }
  }

export default (ctx: IPluginContext): void => {
  ctx.modifyWebpackChain(({ chain }: { chain: Chain }) => {
    if (process.env.TARO_ENV !== 'weapp') return
    chain.plugin('content-hash').use(ContentHash)
    chain.plugin('miniSplitChunksPlugin').init((Plugin, args) => new (withPortableNames(Plugin))(...args))
  })
}
