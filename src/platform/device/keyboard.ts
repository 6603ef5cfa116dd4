/** A phone has no keyboard to listen to. */
export const listenToKeys = (): void => undefined
