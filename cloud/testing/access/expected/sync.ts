import { anyone, type ExpectedRows } from './groups'

export const SYNC_EXPECTED = {
  sync: anyone,
} satisfies ExpectedRows
