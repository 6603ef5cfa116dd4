/** `testTimeout` of jest.config.js: for a test that hangs. How long a test takes says how busy the machine is. */
const HANG_MS = 900_000
/** How much longer than usual a busy machine may take. */
const BUSY = 20

/** Time limit of a test whose work a switch makes longer: `usualMs` on a quiet machine. */
export const timeLimit = (usualMs: number): number => Math.max(HANG_MS, usualMs * BUSY)
