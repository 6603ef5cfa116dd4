import { createHash } from 'node:crypto'

/** SHA-256 in base64url. Of a token or a one-time code the database holds this, never what a caller could present. */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('base64url')
