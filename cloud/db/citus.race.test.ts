import { Client } from 'pg'
import { newIdempotencyKey } from '../testing/world/idempotency-key'
import { openWorld } from '../testing/world/world'
import { openPostgres } from './postgres'

/** A Citus with one schema for each district, if somebody has one: it cannot be installed everywhere. */
const url = process.env.TEST_CITUS_URL
const SCHEMA = `yike_race_${process.pid}`

const execute = async (sql: string): Promise<void> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
/** Connections whose tables are those of the schema. `more`: another setting. */
const open = (more = '') => {
  const at = new URL(url ?? '')
  at.searchParams.set('options', `-c search_path=${SCHEMA},public ${more}`)
  return openPostgres(at.href)
}
const optional = url ? test : test.skip

optional('a booking is made in a distributed schema (skipped without TEST_CITUS_URL)', async () => {
  await execute(`create schema ${SCHEMA}; create extension if not exists btree_gist with schema public`)
  try {
    const made = await openWorld(open('-c citus.enable_ddl_propagation=off'))
    await made.close()
    await execute(`set citus.enable_unsafe_triggers = on; select citus_schema_distribute('${SCHEMA}')`)
    const world = await openWorld(open())
    const resident = await world.as('resident')
    const request = { session: 'hp001.talk-2611231400', people: [resident.id] }
    expect((await resident('POST', '/api/bookings', request, newIdempotencyKey())).status).toBe(201)
    await world.close()
  } finally {
    await execute(`drop schema ${SCHEMA} cascade`)
  }
})
