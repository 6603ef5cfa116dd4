import type { Table } from '../shared/table'
import { many } from './many'

/** Benchmarks of whole districts, one file for each: many of them in one process. */
export async function* district(): AsyncGenerator<Table> {
  yield await many()
}
