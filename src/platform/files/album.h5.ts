import type { SaveResult } from './album'

/** A browser prints, and saves a picture by its own menu. */
export const saveToAlbum: ((path: string) => Promise<SaveResult>) | undefined = undefined
