/** No-ops: a browser asks for each permission itself. */
export const listenForPrivacyGuide = (): void => undefined
export const usePrivacyGuideAsked = (): boolean => false
export const refusePrivacyGuide = (): void => undefined
export const openPrivacyGuide = (): void => undefined
export const AgreeButton = (_: { children: string }) => null
