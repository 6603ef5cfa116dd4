/** Always true: the cloud serves this page. */
export const hasCloudUrl = true

/** Absolute URL of a path on the cloud, for links that other programs open. */
export const absoluteUrl = (path: string): string => location.origin + path
