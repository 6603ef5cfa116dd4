/** Ending of a picture that is accepted, which names its type. */
type PictureType = 'jpg' | 'png' | 'webp'

/** A picture rewritten without metadata. `width` and `height`: as it is shown, in pixels. */
export type Picture = { type: PictureType; bytes: Uint8Array; width: number; height: number }
