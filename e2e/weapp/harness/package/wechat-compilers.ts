import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { AppPackage } from './app-package'

const NAMES = ['wcc', 'wcsc'] as const
type Name = (typeof NAMES)[number]

/** Folder of `miniprogram-compiler` and file ending for each platform. The binaries are for x64. */
const PLATFORMS: Record<string, { folder: string; ending: string }> = {
  linux: { folder: 'linux', ending: '' },
  darwin: { folder: 'mac', ending: '' },
  win32: { folder: 'windows', ending: '.exe' },
}

/**
 * WeChat's own compilers: wcc for WXML and WXS, wcsc for WXSS. They refuse what glass-easel and browsers accept, and then
 * the developer tool shows no page at all. The package's JavaScript functions are not used: they drop the compilers'
 * messages where the exit code is 0, and return, not throw, a failure of wcsc.
 */
export class WechatCompilers {
  /** Why the compilers cannot run on this machine; undefined where they can. */
  readonly missing: string | undefined
  private readonly folder = mkdtempSync(join(tmpdir(), 'wechat-compilers-'))
  private readonly ending: string = ''

  constructor(platform: string = process.platform) {
    const known = PLATFORMS[platform]
    if (!known) {
      this.missing = `skipped: WeChat publishes no compilers for ${platform}`
      return
    }
    this.ending = known.ending
    const from = join(dirname(require.resolve('miniprogram-compiler/package.json')), 'bin', known.folder)
    for (const name of NAMES) {
      // Copied, since the published files for Linux are not executable.
      copyFileSync(join(from, name + known.ending), this.path(name))
      chmodSync(this.path(name), 0o755)
    }
    // Another processor, or Linux without glibc.
    const { error } = spawnSync(this.path('wcsc'), [])
    if (error) this.missing = `skipped: WeChat's compilers do not run on ${platform} ${process.arch}: ${error.message}`
  }

  /** All messages of both compilers about a built package. Empty is good. */
  faults(dist: string): string[] {
    const pkg = new AppPackage(resolve(dist))
    return [...this.run('wcc', pkg, wccArguments(pkg)), ...this.run('wcsc', pkg, wcscArguments(pkg))]
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  private path(name: Name): string {
    return join(this.folder, name + this.ending)
  }

  private run(name: Name, pkg: AppPackage, args: string[]): string[] {
    const output = join(this.folder, `${name}.out`)
    const { status, signal, stderr, error } = spawnSync(this.path(name), [...args, '-o', output], {
      cwd: pkg.root,
      encoding: 'utf8',
    })
    if (error) throw error
    // Both the text and the exit code count: some versions end with 0 after an error.
    const said = stderr.split('\n').filter((line) => line.trim() !== '' && !/^error file count/.test(line))
    if (said.length > 0) return said.map((line) => `${name}: ${line}`)
    return status === 0 ? [] : [`${name}: ended with ${status ?? signal}`]
  }
}

const endingWith = (pkg: AppPackage, ending: string): string[] =>
  pkg
    .files()
    .map(({ path }) => path)
    .filter((path) => path.endsWith(ending))
    .sort()

/**
 * wcc wants the whole package in one call: after `-cc` the components that each file uses, then every WXML file, then
 * every WXS file. Without the latter a `<wxs src>` is “not found”.
 */
function wccArguments(pkg: AppPackage): string[] {
  const templates = endingWith(pkg, '.wxml')
  const users = templates.flatMap((path) => {
    const names = Object.keys(pkg.pageJson(path.replace(/\.wxml$/, '')).usingComponents ?? {})
    return names.length > 0 ? [[path, names.length, ...names]] : []
  })
  const components = [users.length, ...users.flat()].join(' ')
  return ['-d', '-cc', components, ...templates, ...endingWith(pkg, '.wxs'), '-gn', '$gwx']
}

/** wcsc wants the sheets of pages and components first, counted by `-pc`, then those that they import. */
function wcscArguments(pkg: AppPackage): string[] {
  const sheets = endingWith(pkg, '.wxss')
  const isPage = (path: string) => pkg.has(path.replace(/\.wxss$/, '.json'))
  const pages = sheets.filter(isPage)
  return ['-lc', '-db', '-pc', String(pages.length), ...pages, ...sheets.filter((path) => !isPage(path))]
}
