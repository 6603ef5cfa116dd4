let lastKey = 0

/** The header of an idempotency key that nobody used before. */
export const newIdempotencyKey = (): { 'idempotency-key': string } => ({
  'idempotency-key': `key-${String(++lastKey).padStart(8, '0')}`,
})
