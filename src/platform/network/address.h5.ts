/** The cloud serves this page. */
export const hasCloudUrl = true

/** A path of the cloud as an address that other programs open. */
export const absoluteUrl = (path: string): string => location.origin + path
