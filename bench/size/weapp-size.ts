import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { WEAPP_MAIN, WEAPP_SUBPACKAGE } from '../shared/budgets'
import { kilobytes, type Table, times } from '../shared/table'

const DIST = join('dist', 'weapp')

/** Raw bytes of each file by its path; WeChat's tool does not upload its own settings, nor hidden files. */
function filesOf(folder: string): Map<string, number> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const kept = names.filter((name) => !/(^|[\\/])\.|\.map$|^project(\.private)?\.config\.json$/.test(name))
  const files = kept.map((name): [string, number] => [name.replaceAll('\\', '/'), statSync(join(folder, name)).size])
  return new Map(files.filter(([name]) => statSync(join(folder, name)).isFile()))
}

/** Each package of dist/weapp, as its app.json divides it. */
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
    title: 'size: the weapp package, raw',
    columns: ['package', 'of the budget', 'raw', 'budget', 'files'],
    rows: packages.map(({ name, budget, held, bytes }) => [
      name,
      times(bytes / budget),
      kilobytes(bytes),
      kilobytes(budget),
      `${held.length}`,
    ]),
    notes: [`The largest files: ${largest.map(([name, bytes]) => `${name} ${kilobytes(bytes)}`).join(', ')}.`],
    over: packages
      .filter(({ bytes, budget }) => bytes > budget)
      .map(({ name, bytes, budget }) => `weapp ${name}: ${kilobytes(bytes)}, allowed ${kilobytes(budget)}`),
  }
}
