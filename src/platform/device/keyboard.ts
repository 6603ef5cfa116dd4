/** A phone has no keyboard to listen to. */
export const listenToKeyboard = (): void => undefined
