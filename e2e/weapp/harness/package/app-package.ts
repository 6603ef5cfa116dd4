import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'

export interface TabItem {
  pagePath: string
  text: string
  iconPath?: string
  selectedIconPath?: string
}

export interface AppJson {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  subpackages?: { root: string; pages: string[] }[]
  entryPagePath?: string
  window?: PageJson
  tabBar?: { list: TabItem[]; custom?: boolean; color?: string; selectedColor?: string; backgroundColor?: string }
  usingComponents?: Record<string, string>
  requiredPrivateInfos?: string[]
  darkmode?: boolean
  themeLocation?: string
  sitemapLocation?: string
  preloadRule?: Record<string, { network?: 'all' | 'wifi'; packages: string[] }>
  lazyCodeLoading?: string
}

export interface PageJson {
  navigationBarTitleText?: string
  navigationStyle?: string
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: string
  enablePullDownRefresh?: boolean
  usingComponents?: Record<string, string>
  component?: boolean
  styleIsolation?: string
}

/** The built mini-program as the phone downloads it: files under one folder, named by POSIX paths. */
export class AppPackage {
  readonly app: AppJson
  readonly subpackageRoots: string[]
  readonly pages: string[]

  constructor(readonly root: string) {
    if (!existsSync(join(root, 'app.json'))) throw new Error(`${root} holds no app.json: build the mini-program first`)
    this.app = this.json<AppJson>('app.json')
    const subpackages = this.app.subPackages ?? this.app.subpackages ?? []
    this.subpackageRoots = subpackages.map(({ root: folder }) => folder.replace(/\/$/, ''))
    this.pages = [
      ...this.app.pages,
      ...subpackages.flatMap(({ root: folder, pages }) => pages.map((page) => posix.join(folder, page))),
    ]
  }

  has(path: string): boolean {
    return existsSync(join(this.root, path))
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8')
  }

  json<T>(path: string): T {
    return JSON.parse(this.read(path)) as T
  }

  pageJson(page: string): PageJson {
    return this.has(`${page}.json`) ? this.json<PageJson>(`${page}.json`) : {}
  }

  /** A setting in this theme: one of the form @name refers to theme.json, which has a value for each theme. */
  themed(value: string | undefined, theme: 'light' | 'dark'): string | undefined {
    if (!value?.startsWith('@')) return value
    return this.json<Record<string, Record<string, string>>>(this.app.themeLocation ?? '')[theme]?.[value.slice(1)]
  }

  /** The subpackage a file belongs to, or '' for the main package. */
  subpackageOf(path: string): string {
    return this.subpackageRoots.find((root) => path.startsWith(`${root}/`)) ?? ''
  }

  tab(page: string): TabItem | undefined {
    return this.app.tabBar?.list.find(({ pagePath }) => pagePath === page)
  }

  files(folder = ''): { path: string; bytes: number }[] {
    return readdirSync(join(this.root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = posix.join(folder, entry.name)
      return entry.isDirectory() ? this.files(path) : [{ path, bytes: statSync(join(this.root, path)).size }]
    })
  }
}
