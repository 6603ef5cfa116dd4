import { spawnSync } from 'node:child_process'

/** A test that needs PostgreSQL's client programs. */
const hasTools = spawnSync('pg_dump', ['--version']).status === 0
export const drill = hasTools ? test : test.skip
if (!hasTools) console.warn('pg_dump is not installed: the drill of backup and restore is skipped')
