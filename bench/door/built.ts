import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import vm from 'node:vm'
import { AppPackage } from '../../e2e/weapp/harness/package/app-package'
import { type Load, loadModules, type Wx } from '../../e2e/weapp/harness/package/webpack'

export const BUILT = new AppPackage(join('dist', 'weapp'))
export const SCRIPTS = BUILT.files()
  .map(({ path }) => path)
  .filter((path) => path.endsWith('.js'))

/**
 * Loads the built package's modules in this realm. In a separate vm context, as in the tests, every access to a global
 * would be slower than on a phone.
 */
export function openBuilt(): Load {
  const wx: Wx = {}
  const known = new Map<string, { exports: unknown }>()
  const run = (path: string): unknown => {
    const before = known.get(path)
    if (before) return before.exports
    const module = { exports: {} as unknown }
    known.set(path, module)
    const source = readFileSync(join(BUILT.root, path), 'utf8')
    const script = vm.compileFunction(source, ['wx', 'require', 'module', 'exports'], { filename: path })
    const require = (name: string) => run(`${posix.join(posix.dirname(path), name).replace(/\.js$/, '')}.js`)
    script(wx, require, module, module.exports)
    return module.exports
  }
  return loadModules(wx, run, SCRIPTS)
}
