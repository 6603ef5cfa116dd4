import type { SaveResult } from './album'

/** Not available: a browser prints, and saves pictures through its own menu. */
export const saveToAlbum: ((path: string) => Promise<SaveResult>) | undefined = undefined
