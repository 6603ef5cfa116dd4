import { join } from 'node:path'
import { getWXContext } from 'wx-server-sdk'
import { readSchema } from '../../db/schema-files'
import { createApp } from '../app'
import { readEnv } from '../env'
import { logLine, watchForLog } from '../process/log'
import { openDeps } from '../process/open'
import { createMain } from './event'

/** Two connections: an instance answers one call at a time, and there are as many instances as concurrent calls. */
const USUAL = { postgres: true, pool: 2 } as const

async function open() {
  const env = readEnv(process.env, USUAL)
  const schema = readSchema(join(__dirname, 'schema'))
  return createApp(await openDeps({ env, schema, log: logLine, watch: watchForLog(env, logLine) })).fetch
}

/** CloudBase event function, called by `wx.cloud.callFunction`. */
export const main = createMain(open, getWXContext, logLine)
