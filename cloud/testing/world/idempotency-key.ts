let lastKey = 0

/** The header of a new idempotency key. */
export const newIdempotencyKey = (): { 'idempotency-key': string } => ({
  'idempotency-key': `key-${String(++lastKey).padStart(8, '0')}`,
})
