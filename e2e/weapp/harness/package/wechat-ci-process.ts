import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as ci from 'miniprogram-ci'
import { schemaValidate } from 'miniprogram-ci/dist/modules/corecompiler/original/validate/schemaValidate'
import { AppPackage } from './app-package'

/**
 * Process that runs miniprogram-ci's checks on one built package and sends its faults. A process of its own, because the
 * library prints, watches the folder and does not end.
 */
const dist = process.argv[2] ?? ''
const pkg = new AppPackage(dist)

/** An address where nothing listens, so that every request to WeChat fails at once, with and without a network. */
const NO_NETWORK = 'http://127.0.0.1:9'

function schemaFaults(): string[] {
  const files: [Parameters<typeof schemaValidate>[0], string | undefined][] = [
    ['app', 'app.json'],
    ['theme', pkg.app.themeLocation],
    ['sitemap', pkg.app.sitemapLocation],
    ['projectconfig', 'project.config.json'],
    ...pkg.pages.map((page): ['page', string] => ['page', `${page}.json`]),
  ]
  return files.flatMap(([schema, path]) => {
    if (!path || !existsSync(join(dist, path))) return []
    const { error, warning } = schemaValidate(schema, JSON.parse(readFileSync(join(dist, path), 'utf8')))
    // The warnings are of unknown names: a misspelt setting has no effect.
    return [...error.map((one) => JSON.stringify(one)), ...(warning ? [warning] : [])].map((text) => `${path}: ${text}`)
  })
}

/** Items that ask for WeChat's own minifier: webpack has already minified. */
const OURS = ['JS_COMPRESS_OPEN', 'WXML_COMPRESS_OPEN', 'WXSS_COMPRESS_OPEN']

async function projectFaults(): Promise<string[]> {
  ci.proxy(NO_NETWORK)
  const project = new ci.Project({ appid: 'touristappid', type: 'miniProgram', projectPath: dist, privateKey: 'none' })
  // WeChat would be asked for this account's limits; these are everybody's.
  const { DefaultProjectAttr } = ci as unknown as { DefaultProjectAttr: Awaited<ReturnType<typeof project.attr>> }
  project.attr = () => Promise.resolve(DefaultProjectAttr)
  const compiled = await ci
    .getCompiledResult({ project, version: '0', desc: '', setting: {}, onProgressUpdate: () => {} })
    .then(
      () => [],
      (fault: Error) => [fault.message],
    )
  if (compiled.length > 0) return compiled
  const items = await ci.checkCodeQuality(project)
  return items
    .filter(({ name, success }) => !success && !OURS.includes(String(name)))
    .map(({ name, text, detail }) => `${name}: ${text} ${JSON.stringify(detail ?? '')}`)
}

async function check(): Promise<void> {
  // The library starts processes of its own, which need no TypeScript.
  process.execArgv = []
  const faults = schemaFaults()
  if (faults.length === 0) faults.push(...(await projectFaults()))
  process.send?.(faults, () => process.exit(0))
}
void check()
