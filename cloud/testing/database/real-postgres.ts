import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import type { Db } from '../../db/port'
import { openPostgres } from '../../db/postgres'

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

/** Creates an empty database on the server of TEST_DATABASE_URL, which start-postgres.mjs sets if it is not set. */
export async function createDatabase(): Promise<RealPostgres> {
  const server = process.env.TEST_DATABASE_URL
  if (!server) throw new Error('TEST_DATABASE_URL names no PostgreSQL')
  const name = `yike_race_${randomBytes(6).toString('hex')}`
  await execute(server, `create database ${name} encoding 'UTF8' template template0`)
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
