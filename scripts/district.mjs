// `npm run district`: the first administrator's invitation, `-- add` for a further district, `-- list` (entries/district.ts).
import { checkNode, ensureCloud, ensureDependencies } from './lib/setup.mjs'

checkNode()
await ensureDependencies()
await ensureCloud()
await import('../dist/cloud/district.mjs')
