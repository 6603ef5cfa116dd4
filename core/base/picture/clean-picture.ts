import { cleanJpeg } from './jpeg'
import type { Picture } from './picture'
import { cleanPng } from './png'
import { cleanWebp } from './webp'

/**
 * Rewrites a JPEG, PNG or WebP file from nothing but the parts that draw it: no position, camera, date, preview or
 * comment, and nothing after its end. The orientation of a JPEG stays, in a fresh record. Nothing is decoded, so no file is
 * a bomb here; the caller refuses too many pixels by the header. Undefined: not such a file, cut off, or animated.
 */
export const cleanPicture = (bytes: Uint8Array): Picture | undefined =>
  cleanJpeg(bytes) ?? cleanPng(bytes) ?? cleanWebp(bytes)
