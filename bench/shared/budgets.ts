const KB = 1024

/** Budgets for package sizes, setData and page structure: bytes, calls and nodes. */
export const WEAPP_MAIN = 650 * KB
export const WEAPP_SUBPACKAGE = 500 * KB
export const H5_FIRST_LOAD = 250 * KB
export const FIRST_RENDER = { bytes: 30 * KB, calls: 2 }
export const LIST_LOAD = { bytes: 20 * KB }
export const ONE_TAP = { bytes: 2 * KB, calls: 1 }
export const PAGE = { nodes: 1000, depth: 30, children: 60 }

/**
 * Budgets for nearest-station queries, far from the measured ratios (some 130, 15 and 1), so that only a lost index or
 * reading the rows twice exceeds them. Below LARGE stations any way is fast.
 */
export const LARGE = 10_000
export const SCAN_OVER_INDEX_AT_LEAST = 10
export const NO_INDEX_OVER_INDEX_AT_LEAST = 3
export const PORT_OVER_STATEMENT_AT_MOST = 2

/** Calls for WeChat's access token, however many workers need it at once. */
export const TOKEN_CALLS_AT_MOST = 1

/**
 * Check-in: passes per second with the slower library without a JIT, and bytes of a door pack of 500 people, plain
 * JSON.
 */
export const PASSES_A_SECOND_AT_LEAST = 5
export const DOOR_PACK = 40 * KB

/** Bytes of a sync including headers: with nothing new, and a full sync with gzip. */
export const SYNC_NOTHING = 300
export const SYNC_ALL = 80 * KB

/** Import of a district: applying its rows against a bare copy of them, and bytes of memory of the whole command. */
export const IMPORT_OVER_COPY_AT_MOST = 3
export const IMPORT_RSS_AT_MOST = 300 * 1024 * KB
