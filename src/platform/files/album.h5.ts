import type { Kept } from './album'

/** A browser prints, and saves a picture by its own menu. */
export const keepInAlbum: ((path: string) => Promise<Kept>) | undefined = undefined
