// `npm start`: from a fresh clone to a running app; prints its URL. `--cloud-only` skips the app.
import { checkNode, ensureApp, ensureCloud, ensureDependencies } from './lib/setup.mjs'
import { startStandIn } from './lib/stand-in.mjs'

checkNode()
try {
  await ensureDependencies()
  if (!process.argv.includes('--cloud-only')) await ensureApp('h5')
  await ensureCloud()
  Object.assign(process.env, await startStandIn())
} catch (fault) {
  console.error(`\n${fault.message}`)
  process.exit(1)
}
await import('../dist/cloud/node.mjs')
