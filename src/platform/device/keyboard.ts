/** No-op: a phone has no hardware keyboard. */
export const listenToKeyboard = (): void => undefined
