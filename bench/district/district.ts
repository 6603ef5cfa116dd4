import type { Table } from '../shared/table'
import { importDistrict } from './import'

/** What a district costs as a whole. */
export async function* district(): AsyncIterable<Table> {
  yield await importDistrict()
}
