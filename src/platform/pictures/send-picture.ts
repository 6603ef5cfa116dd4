import { PIECE_LETTERS } from '@core/place/photo-upload'
import { cloud } from '../network/cloud'
import { type CallOutcome, toOutcome } from '../network/to-outcome'
import { randomId } from '../storage/device-ids'

type Failed = Exclude<CallOutcome, { state: 'done' }>

/** Sends a picture in base64, in pieces that every transport carries; the upload's id, or why it did not arrive. */
export async function sendPicture(base64: string): Promise<string | Failed> {
  const upload = randomId()
  for (let nth = 0; nth * PIECE_LETTERS < base64.length; nth++) {
    const body = base64.slice(nth * PIECE_LETTERS, (nth + 1) * PIECE_LETTERS)
    const sent = await toOutcome(cloud('uploadPiece', { body: { upload, nth, body } }))
    if (sent.state !== 'done') return sent
  }
  return upload
}
