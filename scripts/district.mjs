// `npm run district [-- --at https://…]`: creates the invitation for the district's first administrator in the configured
// database.
import { checkNode, ensureCloud, ensureDependencies } from './lib/setup.mjs'

checkNode()
await ensureDependencies()
await ensureCloud()
await import('../dist/cloud/district.mjs')
