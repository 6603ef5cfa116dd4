/** The cloud's base URL without a trailing slash; empty in h5, and where the cloud has no address of its own. */
export const cloudAt: string = CLOUD_AT
/** CloudBase environment id, and the function or service in it. */
export const cloudEnv: string = CLOUD_ENV
export const cloudName: string = CLOUD_NAME
