/** A path of the cloud, which serves this page too, as an address that other programs open. */
export const addressOf = (path: string): string => location.origin + path
