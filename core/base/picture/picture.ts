import { cleanJpeg } from './jpeg'
import { cleanPng } from './png'
import { cleanWebp } from './webp'

/** Endings of the pictures that are accepted, which name their type. */
export const PICTURE_TYPES = ['jpg', 'png', 'webp'] as const
export type PictureType = (typeof PICTURE_TYPES)[number]

/** A picture rewritten without metadata. `width` and `height`: as it is shown, in pixels. */
export type Picture = { type: PictureType; bytes: Uint8Array; width: number; height: number }

/**
 * Rewrites a JPEG, PNG or WebP file from nothing but the parts that draw it: no position, camera, date, preview or
 * comment, and nothing after its end. The orientation of a JPEG stays, in a fresh record. Nothing is decoded, so no file is
 * a bomb here; the caller refuses too many pixels by the header. Undefined: not such a file, cut off, or animated.
 */
export const cleanPicture = (bytes: Uint8Array): Picture | undefined =>
  cleanJpeg(bytes) ?? cleanPng(bytes) ?? cleanWebp(bytes)
