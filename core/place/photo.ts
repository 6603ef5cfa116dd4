import * as v from 'valibot'

/** Sizes of a photograph: `page` on the station's own page, `thumb` in a list. */
export type PhotoSize = 'page' | 'thumb'

/** Name of a file of a photograph: the page size has the photograph's own, the thumbnail `-thumb` before its ending. */
export const photoFile = (name: string, size: PhotoSize): string =>
  size === 'page' ? name : name.replace('.', '-thumb.')
/** Path of a photograph on the cloud. */
export const photoPath = (name: string, size: PhotoSize): string => `/photos/${photoFile(name, size)}`

/** A photograph in the pack. What is uploaded has a file of its own (photo-upload.ts): the main package has no room for it. */
export const StationPhoto = v.object({ station: v.string(), name: v.string(), alt: v.string() })
export type StationPhoto = v.InferOutput<typeof StationPhoto>

/** The first photograph of each station that has one. */
export const firstPhotos = ({ photos = [] }: { photos?: readonly StationPhoto[] } = {}): StationPhoto[] =>
  photos.filter(({ station }, at) => photos[at - 1]?.station !== station)

/** The photographs of one station. `photos` is absent in packs cached by older versions of the app. */
export const photosOf = ({ photos = [] }: { photos?: readonly StationPhoto[] }, station: string): StationPhoto[] =>
  photos.filter((photo) => photo.station === station)
