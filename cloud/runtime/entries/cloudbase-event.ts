import { join } from 'node:path'
import { getWXContext } from 'wx-server-sdk'
import { readSchema } from '../../db/schema-files'
import { readEnv } from '../env'
import { logLine, logOf, watchForLog } from '../process/log'
import { createDirectory } from '../tenant/directory'
import { createTenant } from '../tenant/tenant'
import { createMain } from './event'

/** Two connections: an instance answers one call at a time, and there are as many instances as concurrent calls. */
const USUAL = { postgres: true, pool: 2 } as const

async function open() {
  const env = readEnv(process.env, USUAL)
  const schema = readSchema(join(__dirname, 'schema'))
  const opening = { env, schema, log: logLine, watchOf: (id: string) => watchForLog(env, logOf(id)) }
  const all = env.districts.map((settings) => createTenant(opening, settings))
  return createDirectory(all, { byHeader: true }).fetch
}

/** CloudBase event function, called by `wx.cloud.callFunction`. */
export const main = createMain(open, getWXContext, logLine)
