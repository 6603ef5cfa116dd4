import { join } from 'node:path'
import { getWXContext } from 'wx-server-sdk'
import { createApp } from '../app'
import { readSchema } from '../db/schema-files'
import { readEnv } from '../env'
import { createMain } from './event'
import { logLine, watchForLog } from './log'
import { openDeps } from './open'

/** An instance answers one call at a time; there are as many instances as calls. */
const USUAL = { postgres: true, pool: 2 } as const

async function open() {
  const env = readEnv(process.env, USUAL)
  const schema = readSchema(join(__dirname, 'schema'))
  return createApp(await openDeps({ env, schema, log: logLine, watch: watchForLog(env, logLine) })).fetch
}

/** Called by `wx.cloud.callFunction`. */
export const main = createMain(open, getWXContext, logLine)
