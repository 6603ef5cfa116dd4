// Builds the cloud whenever a file of it changes. The watcher is esbuild's: it polls, so it loses no file and no save.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { context } from 'esbuild'
import { processBuild } from '../build-cloud.mjs'
import { root } from '../lib/setup.mjs'

/** What the cloud reads when it runs, and no import names. */
function readAtRunTime() {
  const [files, folders] = [[], []]
  for (const entry of readdirSync(join(root, 'cloud'), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name)
    if (entry.isDirectory()) folders.push(path)
    else if (entry.name.endsWith('.sql')) files.push(path)
  }
  return { watchFiles: files, watchDirs: folders }
}

/** `onBuilt` gets the files of each good build, or nothing for a bad one: esbuild itself says what is wrong with it. */
export async function watchBuild(out, onBuilt) {
  const plugin = {
    name: 'dev',
    setup(build) {
      build.onLoad({ filter: /cloud[\\/]entry[\\/]node\.ts$/ }, readAtRunTime)
      build.onEnd(({ errors, outputFiles }) => onBuilt(errors.length ? undefined : outputFiles))
    },
  }
  const entries = { node: 'cloud/runtime/entries/node.ts', env: 'cloud/runtime/env.ts' }
  const built = await context({ ...processBuild(out, entries), absWorkingDir: root, write: false, plugins: [plugin] })
  await built.watch()
  return built
}
