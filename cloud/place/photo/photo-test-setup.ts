import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PIECE_LETTERS } from '@core/place/photo-upload'
import type { Someone } from '../../testing/world/world'

type Samples = Record<'jpeg' | 'png' | 'webp' | 'webpAlpha' | 'webpLossless', string>
/** Small pictures in base64. */
export const SAMPLES: Samples = JSON.parse(
  readFileSync(join(__dirname, '../../../core/base/picture/sample-pictures.json'), 'utf8'),
)

let count = 0
/** Sends a picture in base64, in pieces as a phone does, or in smaller ones. Returns the id of the upload. */
export async function upload(who: Someone, base64: string, letters = PIECE_LETTERS): Promise<string> {
  const id = `upload-${count++}`
  for (let nth = 0; nth * letters < base64.length; nth++) {
    const body = base64.slice(nth * letters, (nth + 1) * letters)
    const { status, text } = await who('POST', '/api/uploads', { upload: id, nth, body })
    if (status !== 200) throw new Error(text)
  }
  return id
}

/** Adds a photograph to a station; `tail` makes it another one. */
export async function addTo(
  who: Someone,
  station: string,
  { page = SAMPLES.jpeg, thumb = SAMPLES.jpeg, alt = '大门' } = {},
) {
  const body = { page: await upload(who, page), thumb: await upload(who, thumb), alt }
  return who('POST', `/api/stations/${station}/photos`, body)
}
