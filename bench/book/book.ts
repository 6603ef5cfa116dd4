import { findViolations } from '../../cloud/runtime/invariants/find-violations'
import { patiently, run } from '../shared/postgres'
import type { Table } from '../shared/table'
import { addPeople, openDistrict } from './district'
import { growth } from './growth'
import { overload, rush } from './rush-overload'
import { speed } from './speed'

const PEOPLE = 250_000

/** Checks the database's invariants after a run: a fast but wrong run does not count. */
async function assertInvariants(url: string): Promise<void> {
  await run(url, 'analyze')
  const broken = await patiently(url, (db) => findViolations(db))
  if (Object.keys(broken).length) throw new Error(`invariants violated: ${JSON.stringify(broken)}`)
}

/** Yields each table as soon as it is measured: all together they take minutes. */
export async function* book(): AsyncGenerator<Table> {
  const district = await openDistrict()
  try {
    await addPeople(district.url, PEOPLE)
    yield await speed(district, 0)
    yield await rush(district.db, district.url, 100)
    yield await overload(district.db, district.url, 101)
    await assertInvariants(district.url)
  } finally {
    await district.drop()
  }
  yield await growth(assertInvariants)
}
