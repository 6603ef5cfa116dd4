import type { Table } from '../shared/table'
import { doorPack } from './pack'
import { doorSize } from './size'
import { doorSpeed } from './speed'

export async function* door(): AsyncGenerator<Table> {
  yield* await doorSpeed()
  yield await doorSize()
  yield await doorPack()
}
