// `npm run district -- --at https://…`: an invitation for the first of the district, into the environment's database.
import { checkNode, ensureCloud, ensureDependencies } from './lib/setup.mjs'

checkNode()
await ensureDependencies()
await ensureCloud()
await import('../dist/cloud/district.mjs')
