import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { deploy } from '../../cloud/testing/process/function-process'
import { createOwnDatabase } from '../shared/postgres'
import type { Table } from '../shared/table'
import { timeStart } from '../start/timed-start'
import { coldStarts } from './cold'
import { syncBytes } from './sync'
import { tokenCalls } from './token'
import { warmCalls } from './warm'

/**
 * The built entries as deployed: cold start, warm event function against HTTP, bytes of a sync, and calls for WeChat's
 * access token.
 */
export async function* cloud(): AsyncGenerator<Table> {
  const own = await createOwnDatabase()
  const deployed = deploy()
  const env = { PATH: process.env.PATH ?? '', DATABASE_URL: own.url, LIMITS: '0' }
  try {
    // Migrates and seeds, so that no measured start does.
    await (await timeStart(['dist/cloud/node.mjs', '--cloud-only'], { ...env, DEMO: '1' }, '/healthz')).stop()
    yield await coldStarts(deployed, env)
    yield await warmCalls(deployed, env)
    yield await syncBytes(deployed, env)
    yield await tokenCalls(own.url)
  } finally {
    rmSync(dirname(deployed.folder), { recursive: true })
    await own.drop()
  }
}
