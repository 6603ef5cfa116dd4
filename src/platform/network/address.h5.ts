/** The cloud serves this page. */
export const hasAddress = true

/** A path of the cloud as an address that other programs open. */
export const addressOf = (path: string): string => location.origin + path
