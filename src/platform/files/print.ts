/** A mini-program has no printer. */
export const print: (() => void) | undefined = undefined
