import { Client } from 'pg'

/**
 * Global teardown of the races lane: stops the PostgreSQL that was started, or drops the lane's template. A benchmark that
 * needed no database has neither.
 */
export default async function stopPostgres() {
  if (globalThis.stopPostgres) return globalThis.stopPostgres()
  if (!process.env.RACES_TEMPLATE) return
  const client = new Client({ connectionString: process.env.TEST_DATABASE_URL })
  await client.connect()
  await client.query(`drop database if exists ${process.env.RACES_TEMPLATE}`)
  await client.end()
}
