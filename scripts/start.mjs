// `npm start`: everything from a fresh clone to the address in the browser. `--cloud-only` leaves the app out.
import { checkNode, ensureApp, ensureCloud, ensureDependencies } from './setup.mjs'
import { startStandIn } from './stand-in.mjs'

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
