import * as v from 'valibot'
import { oneLine, token } from '../base/text'
import { HOUR } from '../base/time'
import type { PhotoSize } from './photo'

/** Photographs of one station at most: the pack carries the addresses of all of them (60 KB gzipped for 157 stations). */
export const PHOTOS_MOST = 4
/**
 * Sizes of a photograph: longest side in pixels, and bytes. `page`: on a phone of 390 points at three pixels a point;
 * `thumb`: in a list, 96 points wide. The phone shrinks to the side; the cloud refuses what is larger.
 */
export const PHOTO_SIZES = {
  page: { side: 1_280, bytes: 900_000 },
  thumb: { side: 320, bytes: 80_000 },
} as const satisfies Record<PhotoSize, { side: number; bytes: number }>
/** The file that somebody chooses, in MB: what a phone's camera makes, and what a phone can decode. */
export const CHOSEN_MB_MOST = 20
/** Letters of an alternative text: one sentence that a screen reader says. */
export const ALT_MOST = 40

/**
 * Letters of base64 in one piece of an upload, and pieces of one upload: each request stays below 64 KB, the least that
 * any of the three transports carries.
 */
export const PIECE_LETTERS = 60_000
export const PIECES_MOST = 20
/** Uploads that one person may have begun; older ones are dropped. A photograph is two, and may be tried again. */
export const UPLOADS_MOST = 4
/** Milliseconds after which an upload that nothing came of is deleted. */
export const UPLOAD_FOR = HOUR

/** Name of a photograph: 128 bits of a hash over both sizes, so that an address never shows another picture. */
export const PhotoName = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}\.(jpg|png|webp)$/))
/** Name of a file of a photograph: the page size has the photograph's own, the thumbnail `-thumb` before its ending. */
export const PhotoFile = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}(-thumb)?\.(jpg|png|webp)$/))

export const AltText = oneLine(ALT_MOST)

/** Id of an upload, chosen by the phone. */
export const UploadId = token(36)
/** One piece of an upload: base64 text, cut anywhere. */
export const UploadPiece = v.strictObject({
  upload: UploadId,
  nth: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(PIECES_MOST - 1)),
  body: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]+={0,2}$/), v.maxLength(PIECE_LETTERS)),
})
