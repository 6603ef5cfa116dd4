/** Bounds of an import, so that no file holds up the process or fills its memory. */
export const IMPORT_MOST = {
  /** Bytes of a file from a command line; 5,000 stations with 20,000 templates are some 2 MB. */
  fileBytes: 20_000_000,
  /** Bytes of a file from a browser: as base64 it must pass the platform's gateways. */
  uploadBytes: 4_000_000,
  /** Bytes of a workbook once it is inflated: it is a zip archive, and a small one may be huge inside. */
  inflatedBytes: 120_000_000,
  /** Rows of one sheet. */
  rows: 100_000,
  /** Cells of a row that are looked at. */
  cells: 60,
  /** Mistakes that are told; more are counted. */
  told: 500,
} as const

/** Bounds of the outline and the areas of an import. */
export const AREA_MOST = {
  /** Letters of a GeoJSON file. */
  bytes: 8_000_000,
  /** Positions of all files: the borders of a district’s streets, drawn every few metres. */
  points: 50_000,
  /** Features of a file: more than a district has streets. */
  areas: 300,
} as const

/** Metres from the middle of its street beyond which a position is taken for a mistake. */
export const FAR_METRES = 20_000
