import type { Table } from '../shared/table'
import { h5Size } from './h5-size'
import { weappPages } from './weapp-pages'
import { weappSize } from './weapp-size'
import { weappTaps } from './weapp-taps'

export const size = async (): Promise<Table[]> => [weappSize(), await h5Size(), await weappPages(), await weappTaps()]
