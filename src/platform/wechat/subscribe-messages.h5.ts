/** A browser has nobody to ask. */
export const canSubscribe = false

export const subscribe = async (_ids: readonly string[]): Promise<string[]> => []
