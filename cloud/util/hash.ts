import { createHash } from 'node:crypto'

/**
 * SHA-256 in base64url. The database stores tokens and one-time codes only as this hash, so a leak of it opens nothing.
 */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('base64url')
