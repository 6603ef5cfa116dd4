/** A browser asks by itself, each time for what it is about. */
export const listenForGuide = (): void => undefined
export const useGuideAsked = (): boolean => false
export const refuseGuide = (): void => undefined
export const readGuide = (): void => undefined
export const AgreeButton = (_: { children: string }) => null
