import { cleanPicture } from '@core/base/picture/clean-picture'
import type { Picture } from '@core/base/picture/picture'
import type { Deps } from '../../base/deps'
import { readUpload } from './queries'

/** The picture of an upload without its metadata; undefined where it is incomplete or no picture. */
export async function readPicture({ db }: Pick<Deps, 'db'>, by: string, upload: string): Promise<Picture | undefined> {
  const text = await readUpload(db, by, upload)
  return text === undefined ? undefined : cleanPicture(new Uint8Array(Buffer.from(text, 'base64')))
}
