/** No-op: a browser loads the newest version with every visit. */
export const listenForUpdate = (_texts: unknown): void => undefined
