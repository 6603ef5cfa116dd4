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
 * The built entries as they run in service: how soon each answers, how quick the event function is beside HTTP,
 * what a phone that comes back is sent, and how often WeChat is asked for its token.
 */
export async function* cloud(): AsyncGenerator<Table> {
  const own = await createOwnDatabase()
  const deployed = deploy()
  const env = { PATH: process.env.PATH ?? '', DATABASE_URL: own.url }
  try {
    // The district is there, and everything that a first start would do is done.
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
