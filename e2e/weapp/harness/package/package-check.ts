import { posix, resolve } from 'node:path'
import { parse } from 'acorn'
import { AppPackage, type PageJson } from './app-package'
import { parseTemplates, showFault } from './templates'

export interface PackageReport {
  /** Everything that would break on a phone. Empty is good. */
  faults: string[]
  /** Raw bytes outside all subpackages. */
  main: number
  /** Raw bytes of each subpackage. */
  subpackages: Record<string, number>
  parsed: { js: number; wxml: number; json: number }
}

/** Parses every file of a built package as WeChat's own compiler would, and reports whatever is broken or missing. */
export function checkPackage(dist: string): PackageReport {
  const pkg = new AppPackage(resolve(dist))
  const files = pkg.files()
  const of = (extension: string) => files.filter(({ path }) => path.endsWith(extension)).map(({ path }) => path)
  const subpackages = Object.fromEntries(pkg.subpackageRoots.map((root) => [root, 0]))
  let main = 0
  for (const { path, bytes } of files) {
    const owner = pkg.subpackageOf(path)
    if (owner === '') main += bytes
    else subpackages[owner] = (subpackages[owner] ?? 0) + bytes
  }
  return {
    faults: [
      ...of('.js').flatMap((path) => scriptFaults(path, pkg.read(path))),
      ...of('.json').flatMap((path) => jsonFaults(path, pkg.read(path))),
      ...templateFaults(pkg, of('.wxml')),
      ...pageFaults(pkg),
      ...tabFaults(pkg),
    ],
    main,
    subpackages,
    parsed: { js: of('.js').length, wxml: of('.wxml').length, json: of('.json').length },
  }
}

/**
 * The newest syntax that every phone can parse. Newer syntax anywhere (`2n`, `?.`, `...` of an object) is an error of the
 * whole file there; a dependency that is published with newer syntax belongs into `compiled` of config/index.ts.
 */
const ECMA = 2017

/** `process` does not exist on a phone: a use that the bundler did not replace throws there. */
const LEFT_OVER = /(?<![\w$.'"])process\.(?:env\.)?[\w$]+/g

function scriptFaults(path: string, source: string): string[] {
  const leftOver = [...new Set(source.match(LEFT_OVER) ?? [])].map((use) => `${path}: ${use} is left in the bundle`)
  try {
    parse(source, { ecmaVersion: ECMA, allowReturnOutsideFunction: true })
    return leftOver
  } catch (cause) {
    return [...leftOver, `${path}: ${String(cause)}`]
  }
}

function jsonFaults(path: string, source: string): string[] {
  try {
    JSON.parse(source)
    return []
  } catch (cause) {
    return [`${path}: ${String(cause)}`]
  }
}

function templateFaults(pkg: AppPackage, paths: string[]): string[] {
  const { group, faults } = parseTemplates(pkg)
  group.free()
  // Taro's compileMode copies `aria-label={…}` as it stands: `i.aria-label` is a subtraction, and reads NaN.
  const dashed = paths.filter((path) => /\{\{[^}]*\.aria-\w/.test(pkg.read(path)))
  return [
    ...faults.map(showFault),
    ...dashed.map((path) => `${path}: write ariaLabel, not aria-label, under compileMode`),
  ]
}

function pageFaults(pkg: AppPackage): string[] {
  const components = new Set(['', ...pkg.pages].flatMap((page) => usedBy(pkg, page)))
  const tabBar = pkg.app.tabBar?.custom ? ['custom-tab-bar/index'] : []
  const needed = [...pkg.pages, ...tabBar, ...components].flatMap((path) =>
    ['js', 'json', 'wxml'].map((type) => `${path}.${type}`),
  )
  const undeclared = [...tabBar, ...components].filter((path) => readPageJson(pkg, path).component !== true)
  return [
    ...['app.js', ...needed].filter((file) => !pkg.has(file)).map((file) => `${file} is missing`),
    ...undeclared.map((path) => `${path}.json does not say "component": true`),
  ]
}

function usedBy(pkg: AppPackage, page: string, seen = new Set<string>()): string[] {
  const declared = page === '' ? pkg.app.usingComponents : readPageJson(pkg, page).usingComponents
  const targets = Object.values(declared ?? {})
    .map((target) => (target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(page), target)))
    .filter((target) => !seen.has(target))
  for (const target of targets) seen.add(target)
  return [...targets, ...targets.flatMap((target) => usedBy(pkg, target, seen))]
}

/** A JSON file that does not parse is reported once, by itself. */
function readPageJson(pkg: AppPackage, page: string): PageJson {
  try {
    return pkg.pageJson(page)
  } catch {
    return {}
  }
}

function tabFaults(pkg: AppPackage): string[] {
  return (pkg.app.tabBar?.list ?? []).flatMap(({ pagePath, iconPath, selectedIconPath }) => [
    ...(pkg.app.pages.includes(pagePath) ? [] : [`tabBar: ${pagePath} is not a page of the main package`]),
    ...[iconPath, selectedIconPath]
      .filter((icon): icon is string => icon !== undefined && !pkg.has(icon))
      .map((icon) => `tabBar: ${icon} is missing`),
  ])
}
