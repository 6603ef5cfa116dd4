// `npm run build:weapp` and `build:h5`: builds one app. dist/weapp can be opened in WeChat's developer tool.
// `npm run release:weapp`: builds dist/release/weapp, for uploading, if the settings are those of a release.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { releaseFaults } from './lib/release.mjs'
import { checkNode, ensureApp, ensureDependencies, root } from './lib/setup.mjs'

const [target, option] = process.argv.slice(2)
const release = option === '--release'
if (!['h5', 'weapp'].includes(target) || (option && !(release && target === 'weapp'))) {
  console.error('Usage: build-app.mjs h5|weapp [--release]')
  process.exit(2)
}
checkNode()
const project = JSON.parse(readFileSync(join(root, 'project.config.json'), 'utf8'))
const faults = release ? releaseFaults(process.env, project) : []
if (faults.length > 0) {
  console.error(`The mini-program cannot be released.\n${faults.join('\n')}`)
  process.exit(2)
}
const into = release ? `dist/release/${target}` : `dist/${target}`
try {
  await ensureDependencies()
  await ensureApp(target, process.env, into)
  console.log(`${into} is up to date.`)
} catch (fault) {
  console.error(`\n${fault.message}`)
  process.exit(1)
}
