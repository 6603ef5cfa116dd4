import { Client } from 'pg'

/** Global teardown of the races lane: drops its template, or stops the PostgreSQL that was started with its folder. */
export default async function stopPostgres() {
  if (globalThis.stopPostgres) return globalThis.stopPostgres()
  const client = new Client({ connectionString: process.env.TEST_DATABASE_URL })
  await client.connect()
  await client.query(`drop database if exists ${process.env.RACES_TEMPLATE}`)
  await client.end()
}
