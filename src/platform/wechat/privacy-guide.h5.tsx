/** A browser asks by itself, each time for what it is about. */
export const listenForPrivacyGuide = (): void => undefined
export const usePrivacyGuideAsked = (): boolean => false
export const refusePrivacyGuide = (): void => undefined
export const openPrivacyGuide = (): void => undefined
export const AgreeButton = (_: { children: string }) => null
