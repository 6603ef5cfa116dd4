// `npm run seed [-- --stations 10000]`: seeds the demo district, or a larger one, into the configured database.
import { checkNode, ensureCloud, ensureDependencies } from './lib/setup.mjs'

checkNode()
await ensureDependencies()
await ensureCloud()
await import('../dist/cloud/seed.mjs')
