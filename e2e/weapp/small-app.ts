import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'

const ROOT = join(__dirname, '../..')
const page = (from: string) => `import { Text } from '@tarojs/components'
import { words } from '${from}'
export default () => <Text>{words()}</Text>\n`
const PAGE_CONFIG = 'export default {}\n'

/** Two subpackages share a module that the main package does not need: Taro copies it into both (`sub-common`). */
const FILES: Record<string, string> = {
  'src/app.tsx': `export default ({ children }: { children: unknown }) => children\n`,
  'src/app.config.ts': `export default {
  pages: ['pages/home/index'],
  subPackages: ['one', 'two'].map((root) => ({ root, pages: ['pages/it/index'] })),
}\n`,
  'src/pages/home/index.tsx': page('../../own'),
  'src/own.ts': `export const words = () => 'home'\n`,
  'src/pages/home/index.config.ts': PAGE_CONFIG,
  ...Object.fromEntries(
    ['one', 'two'].flatMap((root) => [
      [`src/${root}/pages/it/index.tsx`, page('../../../shared')],
      [`src/${root}/pages/it/index.config.ts`, PAGE_CONFIG],
    ]),
  ),
}

/** Creates an app of a few lines with our build configuration and a cache of its own; it builds in seconds. */
export function makeSmallApp() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'yike-small-')))
  const save = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  for (const name of [
    'config',
    'babel.config.js',
    'package.json',
    'package-lock.json',
    'project.config.json',
    'tsconfig.json',
  ])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true })
  for (const [path, text] of Object.entries(FILES)) save(path, text)
  // Folders that our configuration copies or compiles must exist.
  mkdirSync(join(folder, 'core'))
  for (const name of ['src/static', 'src/manager/static']) save(`${name}/empty.txt`, '')
  save('src/sitemap.json', '{}')
  // Link each package by itself, to leave out the cache beside them.
  mkdirSync(join(folder, 'node_modules'))
  for (const name of readdirSync(join(ROOT, 'node_modules')))
    if (name !== '.cache') symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name))
  return {
    save,
    /** Builds the app and returns its files by path. */
    build(): Map<string, string> {
      execFileSync(process.execPath, ['node_modules/@tarojs/cli/bin/taro', 'build', '--type', 'weapp'], {
        cwd: folder,
        env: { ...process.env, NODE_ENV: 'production', TARO_APP_OUT: 'dist/weapp', NODE_TEST_CONTEXT: '' },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const built = readdirSync(join(folder, 'dist/weapp'), { recursive: true, withFileTypes: true })
      const files = built.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
      return new Map(
        files.sort().map((path) => [relative(join(folder, 'dist/weapp'), path), readFileSync(path, 'utf8')]),
      )
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
