import type { Table } from '../shared/table'
import { importDistrict } from './import'
import { many } from './many'

/** What districts cost as a whole: importing one, and many of them in one process. */
export async function* district(): AsyncGenerator<Table> {
  yield await importDistrict()
  yield await many()
}
