import { type Instant, moment } from '@core/base/time'
import { PIECES_MOST } from '@core/place/photo-upload'
import type { Db } from '../../db/port'

type Piece = { upload: string; nth: number; body: string }

/** Stores a piece; a repeat writes the same again. The first one of an upload drops the person's oldest ones. */
export async function writePiece(db: Db, by: string, { upload, nth, body }: Piece, most: number, now: Instant) {
  await db.query(
    `with old as (
       select p.upload from upload_piece p where p.by_id = $1 and p.upload <> $2 group by p.upload
       order by max(p.at) desc, p.upload offset $6
     ), dropped as (
       delete from upload_piece where by_id = $1 and upload in (select upload from old)
     )
     insert into upload_piece (by_id, upload, nth, body, at) values ($1, $2, $3, $4, $5)
     on conflict (by_id, upload, nth) do update set body = excluded.body where upload_piece.body <> excluded.body`,
    [by, upload, nth, body, moment(now), most - 1],
  )
}

/** The base64 text of an upload; undefined where there is none, or a piece is missing. */
export async function readUpload(db: Db, by: string, upload: string): Promise<string | undefined> {
  const rows = await db.query<{ nth: number; body: string }>(
    'select nth, body from upload_piece where by_id = $1 and upload = $2 order by nth limit $3',
    [by, upload, PIECES_MOST],
  )
  const isWhole = rows.length > 0 && rows.every(({ nth }, at) => nth === at)
  return isWhole ? rows.map(({ body }) => body).join('') : undefined
}

export const deleteUploads = (db: Db, by: string, uploads: readonly string[]) =>
  db.query('delete from upload_piece where by_id = $1 and upload = any ($2)', [by, [...uploads]])

export const deleteOldPieces = (db: Db, before: Instant) =>
  db.query('delete from upload_piece where at < $1', [moment(before)])
