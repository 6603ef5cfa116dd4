/** Where the cloud is, without a slash at its end. */
export const cloudAt: string = CLOUD_AT
