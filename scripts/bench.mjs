// `npm run bench [-- near request start book cloud door district size]`: builds what the chosen benchmarks need, then runs them.
import { spawn } from 'node:child_process'
import { checkNode, ensureApp, ensureCloud, ensureDependencies, root } from './lib/setup.mjs'

checkNode()
const NAMES = ['near', 'request', 'start', 'book', 'cloud', 'door', 'district', 'size']
const names = process.argv.slice(2)
const unknown = names.filter((name) => !NAMES.includes(name))
if (unknown.length) {
  console.error(`Unknown benchmark: ${unknown.join(', ')}. Available: ${NAMES.join(', ')}.`)
  process.exit(2)
}
const chosen = names.length ? NAMES.filter((name) => names.includes(name)) : NAMES

async function prepare() {
  await ensureDependencies()
  if (['start', 'cloud', 'district'].some((name) => chosen.includes(name))) await ensureCloud()
  if (chosen.includes('door') || chosen.includes('size')) await ensureApp('weapp')
  if (!chosen.includes('size')) return {}
  await ensureApp('h5')
  const { ensureBrowser } = await import('./lib/browser.mjs')
  return { CHROMIUM: await ensureBrowser() }
}

try {
  const env = { ...process.env, ...(await prepare()) }
  const args = ['--import', 'tsx', 'bench/main.ts', ...chosen]
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' })
  child.on('exit', (code) => process.exit(code ?? 1))
} catch (fault) {
  console.error(`\n${fault.message}`)
  process.exit(1)
}
