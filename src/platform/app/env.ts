/** Where the cloud is, without a slash at its end; empty in h5, and where it has no address of its own. */
export const cloudAt: string = CLOUD_AT
/** CloudBase's environment, and in it the function or the service. */
export const cloudEnv: string = CLOUD_ENV
export const cloudName: string = CLOUD_NAME
