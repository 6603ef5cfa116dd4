import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readMigrations } from '@cloud/db/migration-files'
import { serve } from '@cloud/entry/serve'

/** The whole cloud with the demo district, on PGlite in a folder that goes away with it. */
export async function openCloud(h5?: string) {
  const dataDir = mkdtempSync(join(tmpdir(), 'yike-bench-'))
  const running = await serve({
    env: { port: 0, host: '127.0.0.1', dataDir, demo: true },
    migrations: readMigrations(join('cloud', 'db', 'migrations')),
    h5,
  })
  const close = async () => {
    await running.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { port: running.port, db: running.deps.db, close }
}
