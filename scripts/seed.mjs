// `npm run seed -- --stations 10000`: the demo district, or a larger one, into the environment's database.
import { checkNode, ensureCloud, ensureDependencies } from './lib/setup.mjs'

checkNode()
await ensureDependencies()
await ensureCloud()
await import('../dist/cloud/seed.mjs')
