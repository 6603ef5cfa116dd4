/** A browser has no such thing. */
export const preview: boolean = false
