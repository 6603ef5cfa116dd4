/** False: subscribe messages exist only in WeChat. */
export const canSubscribe = false

export const requestSubscriptions = async (_ids: readonly string[]): Promise<string[]> => []
