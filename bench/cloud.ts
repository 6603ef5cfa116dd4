import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { deploy } from '../cloud/testing/function-process'
import { coldStarts } from './cloud/cold'
import { syncBytes } from './cloud/sync'
import { tokenCalls } from './cloud/token'
import { warmCalls } from './cloud/warm'
import { createOwnDatabase } from './postgres'
import { answered } from './started'
import type { Table } from './table'

/**
 * The built entries as they run in service: how soon each answers, how quick the event function is beside HTTP,
 * what a phone that comes back is sent, and how often WeChat is asked for its token.
 */
export async function* cloud(): AsyncGenerator<Table> {
  const own = await createOwnDatabase()
  const deployed = deploy()
  const env = { PATH: process.env.PATH ?? '', DATABASE_URL: own.url }
  try {
    // The district is there, and everything that a first start would do is done.
    await (await answered(['dist/cloud/node.mjs', '--cloud-only'], { ...env, DEMO: '1' }, '/healthz')).stop()
    yield await coldStarts(deployed, env)
    yield await warmCalls(deployed, env)
    yield await syncBytes(deployed, env)
    yield await tokenCalls(own.url)
  } finally {
    rmSync(dirname(deployed.folder), { recursive: true })
    await own.drop()
  }
}
