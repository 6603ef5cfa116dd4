/** A browser has nobody to ask. */
export const canSubscribe = false

export const requestSubscriptions = async (_ids: readonly string[]): Promise<string[]> => []
