import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { migrate } from '../../db/migrate'
import type { Db } from '../../db/port'
import { openPostgres } from '../../db/postgres'
import { SCHEMA } from './schema'

export type RealPostgres = {
  url: string
  /** Opens a pool of its own, as another process would. */
  open: () => Db
  /** Closes all pools and drops the database. */
  drop: () => Promise<void>
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

function serverUrl(): string {
  const server = process.env.TEST_DATABASE_URL
  if (!server) throw new Error('TEST_DATABASE_URL names no PostgreSQL')
  return server
}

/** Creates a database on the server of TEST_DATABASE_URL, which start-postgres.mjs sets if it is not set; empty by default. */
export async function createDatabase(template = 'template0'): Promise<RealPostgres> {
  const server = serverUrl()
  const name = `yike_race_${randomBytes(6).toString('hex')}`
  await execute(server, `create database ${name} encoding 'UTF8' template ${template}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const opened: Db[] = []
  return {
    url: url.href,
    open() {
      const db = openPostgres(url.href)
      opened.push(db)
      return db
    },
    async drop() {
      await Promise.all(opened.map((db) => db.close()))
      await execute(server, `drop database ${name} with (force)`)
    },
  }
}

/** The template of this run of the lane. Its name is of start-postgres.mjs; stop-postgres.mjs drops it. */
let migrated: Promise<string> | undefined

async function makeTemplate(): Promise<string> {
  const name = process.env.RACES_TEMPLATE
  if (!name) return 'template0'
  const url = new URL(serverUrl())
  const client = new Client({ connectionString: url.href })
  await client.connect()
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
  if (!rowCount) await client.query(`create database ${name} encoding 'UTF8' template template0`)
  await client.end()
  if (rowCount) return name
  url.pathname = `/${name}`
  const db = openPostgres(url.href)
  await migrate(db, SCHEMA).finally(() => db.close())
  return name
}

/** Creates a database with the schema: a copy of one that is migrated once in a run. Migrating each takes longer. */
export async function createMigrated(): Promise<RealPostgres> {
  migrated ??= makeTemplate()
  return createDatabase(await migrated)
}
