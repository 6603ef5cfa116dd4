// Rebuilds the cloud on every change. The watcher is esbuild's, which polls and therefore misses no file and no save.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { context } from 'esbuild'
import { processBuild } from '../build-cloud.mjs'
import { root } from '../lib/setup.mjs'

/** SQL files, which the cloud reads at run time and nothing imports: watched as well. */
function watchSql() {
  const [files, folders] = [[], []]
  for (const entry of readdirSync(join(root, 'cloud'), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name)
    if (entry.isDirectory()) folders.push(path)
    else if (entry.name.endsWith('.sql')) files.push(path)
  }
  return { watchFiles: files, watchDirs: folders }
}

/** Calls `onBuilt` with the output files, or with undefined after a failed build (esbuild prints the errors). */
export async function watchBuild(out, onBuilt) {
  const plugin = {
    name: 'dev',
    setup(build) {
      build.onLoad({ filter: /cloud[\\/]runtime[\\/]entries[\\/]node\.ts$/ }, watchSql)
      build.onEnd(({ errors, outputFiles }) => onBuilt(errors.length ? undefined : outputFiles))
    },
  }
  const entries = { node: 'cloud/runtime/entries/node.ts', env: 'cloud/runtime/env.ts' }
  const built = await context({ ...processBuild(out, entries), absWorkingDir: root, write: false, plugins: [plugin] })
  await built.watch()
  return built
}
