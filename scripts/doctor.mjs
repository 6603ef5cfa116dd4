// `npm run doctor`: what the configured installation and its database still lack, and what to do about it.
import { checkNode, ensureCloud, ensureDependencies } from './lib/setup.mjs'

checkNode()
await ensureDependencies()
await ensureCloud()
await import('../dist/cloud/doctor.mjs')
