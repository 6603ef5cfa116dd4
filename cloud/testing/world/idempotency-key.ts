let made = 0

/** The header of an idempotency key that nobody used before. */
export const newKey = (): { 'idempotency-key': string } => ({
  'idempotency-key': `key-${String(++made).padStart(8, '0')}`,
})
