import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { WEAPP_MAIN, WEAPP_SUBPACKAGE } from '../shared/budgets'
import { kilobytes, type Table, times } from '../shared/table'

const DIST = join('dist', 'weapp')

/**
 * Uncompressed bytes per file, without what WeChat's tool does not upload: its settings, source maps and hidden files.
 */
function filesOf(folder: string): Map<string, number> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const uploaded = names.filter((name) => !/(^|[\\/])\.|\.map$|^project(\.private)?\.config\.json$/.test(name))
  const files = uploaded.map((name): [string, number] => [
    name.replaceAll('\\', '/'),
    statSync(join(folder, name)).size,
  ])
  return new Map(files.filter(([name]) => statSync(join(folder, name)).isFile()))
}

/** Sizes of the main package and the subpackages of dist/weapp, by its app.json. */
export function weappSize(): Table {
  const files = filesOf(DIST)
  const app: { subPackages?: { root: string }[] } = JSON.parse(readFileSync(join(DIST, 'app.json'), 'utf8'))
  const roots = (app.subPackages ?? []).map(({ root }) => `${root.replace(/\/$/, '')}/`)
  const within = (is: (name: string) => boolean) => [...files].filter(([name]) => is(name))
  const packages = [
    { name: 'main', budget: WEAPP_MAIN, held: within((name) => !roots.some((root) => name.startsWith(root))) },
    ...roots.map((root) => ({ name: root, budget: WEAPP_SUBPACKAGE, held: within((name) => name.startsWith(root)) })),
  ].map((one) => ({ ...one, bytes: one.held.reduce((sum, [, bytes]) => sum + bytes, 0) }))
  const largest = [...files].sort((a, b) => b[1] - a[1]).slice(0, 5)
  return {
    title: 'size: packages of the mini-program, uncompressed',
    columns: ['package', 'of the budget', 'bytes', 'budget', 'files'],
    rows: packages.map(({ name, budget, held, bytes }) => [
      name,
      times(bytes / budget),
      kilobytes(bytes),
      kilobytes(budget),
      `${held.length}`,
    ]),
    notes: [`Largest files: ${largest.map(([name, bytes]) => `${name} ${kilobytes(bytes)}`).join(', ')}.`],
    over: packages
      .filter(({ bytes, budget }) => bytes > budget)
      .map(({ name, bytes, budget }) => `weapp ${name}: ${kilobytes(bytes)}, at most ${kilobytes(budget)}`),
  }
}
