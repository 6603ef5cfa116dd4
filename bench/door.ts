import { doorPack } from './door/pack'
import { doorSize } from './door/size'
import { doorSpeed } from './door/speed'
import type { Table } from './table'

export async function* door(): AsyncGenerator<Table> {
  yield* await doorSpeed()
  yield await doorSize()
  yield await doorPack()
}
