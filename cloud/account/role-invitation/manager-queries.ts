import { type Role, scopeOf } from '@core/account/role'
import { type Instant, moment } from '@core/base/time'
import type { Db } from '../../db/port'

type Where = { all: boolean; stations: readonly string[]; streets: readonly string[] }
export type ManagedStation = { id: string; street: string }

/**
 * Stations within these places, in the order in which cards are handed over: those named, or those without a manager; and
 * how many there are beyond `most`.
 */
export async function listManagerless(
  db: Db,
  { all, stations, streets }: Where,
  named: readonly string[] | undefined,
  most: number,
): Promise<{ stations: ManagedStation[]; left: number }> {
  const rows = await db.query<ManagedStation & { total: number }>(
    `select s.id, s.street, count(*) over ()::int as total from station s
     where s.retired_at is null and ($1 or s.id = any ($2) or s.street = any ($3))
       and case when $4::text[] is null then not exists (select from role r where r.role = 'station' and r.scope = s.id)
         else s.id = any ($4) end
     order by s.street, s.id limit $5`,
    [all, [...stations], [...streets], named ? [...named] : null, most],
  )
  return { stations: rows.map(({ id, street }) => ({ id, street })), left: (rows[0]?.total ?? 0) - rows.length }
}

type Card = { station: string; giver: Role; hash: string }
type Batch = { by: string; batch: string; cards: readonly Card[]; until: Instant; now: Instant }

/** Writes all invitations of a batch, or none; false: the inviter no longer has one of the roles. */
export async function writeManagerInvitations(db: Db, { by, batch, cards, until, now }: Batch): Promise<boolean> {
  const [row] = await db.query<{ done: boolean }>(
    'select create_manager_invitations($1, $2, $3, $4, $5, $6, $7, $8) as done',
    [
      ...[by, batch, cards.map(({ giver }) => giver.role), cards.map(({ giver }) => scopeOf(giver))],
      ...[cards.map(({ station }) => station), cards.map(({ hash }) => hash), moment(now), moment(until)],
    ],
  )
  return row?.done === true
}

type BatchRow = { id: string; station: string; hash: string; until: Instant }

/** The invitations of one batch that are still there, in the order in which they were made. */
export const listBatch = (db: Db, by: string, batch: string): Promise<BatchRow[]> =>
  db.query<BatchRow>(
    `select id, scope as station, code_hash as hash, expires_at as until from role_invitation
     where by_id = $1 and batch = $2 order by seq`,
    [by, batch],
  )
