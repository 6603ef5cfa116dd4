// `npm test`: all that is needed is made first, then every lane runs; the end says which failed.
import { readFileSync } from 'node:fs'
import { ensureBrowser } from './browser.mjs'
import { checkNode, ensureApp, ensureCloud, ensureDependencies, ensureTransports, root, run } from './setup.mjs'

checkNode()
const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'))
const lanes = Object.keys(scripts).filter((name) => name.startsWith('test:'))
const asked = process.argv.slice(2)
const chosen = asked.length ? lanes.filter((lane) => asked.includes(lane.slice('test:'.length))) : lanes

async function prepare() {
  await ensureDependencies()
  await ensureCloud()
  if (chosen.includes('test:weapp')) {
    await ensureApp('weapp')
    await ensureTransports()
  }
  if (!chosen.includes('test:h5') && !chosen.includes('test:weapp')) return {}
  if (chosen.includes('test:h5')) await ensureApp('h5')
  return { CHROMIUM: await ensureBrowser() }
}

let env
try {
  env = await prepare()
} catch (fault) {
  console.error(`\n${fault.message}`)
  process.exit(1)
}

const failed = []
for (const lane of chosen) {
  console.log(`\n━━ ${lane}`)
  const from = Date.now()
  try {
    await run('npm', ['run', '--silent', lane], { loud: true, env })
  } catch {
    failed.push(lane)
  }
  console.log(
    `━━ ${lane}: ${failed.includes(lane) ? 'failed' : 'passed'}, ${((Date.now() - from) / 1000).toFixed(0)} s`,
  )
}
if (failed.length) console.log(`\nFailed: ${failed.join(', ')}`)
console.log(`\nlanes: ${chosen.length - failed.length} passed, ${failed.length} failed`)
process.exit(failed.length ? 1 : 0)
