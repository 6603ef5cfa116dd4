import { type Instant, moment } from '@core/base/time'
import { waitlistRule } from '../../base/waitlist-rule'
import type { Db } from '../../db/port'
import { hashPhone } from '../../wechat/phone'
import type { Sealer } from '../../wechat/sealed'

const place = (row: string) => ({ table: 'identity', column: 'openid', row })

export type Identified = { appid: string; openid: string; unionid?: string | undefined }

const hashOf = (sealer: Sealer, { appid, openid }: Identified): string => sealer.hash(openid, `identity.${appid}`)

/** A known identity; `union`: whether its unionid is known as well. */
export async function findIdentity(
  db: Db,
  sealer: Sealer,
  identified: Identified,
): Promise<{ union: boolean } | undefined> {
  const [row] = await db.query<{ union: boolean }>(
    'select union_hash is not null as union from identity where appid = $1 and openid_hash = $2',
    [identified.appid, hashOf(sealer, identified)],
  )
  return row
}

/** The person with this identity, created with `id` if it is new. */
export async function personOf(
  db: Db,
  sealer: Sealer,
  identified: Identified,
  id: string,
  now: Instant,
): Promise<string> {
  const { appid, openid, unionid } = identified
  const hash = hashOf(sealer, identified)
  const union = unionid === undefined ? null : sealer.hash(unionid, 'identity.union')
  const [row] = await db.query<{ person: string }>(
    'select find_or_create_person($1, $2, $3, $4, $5, $6, $7) as person',
    [appid, hash, sealer.seal(openid, place(hash)), union, id, moment(now), waitlistRule()],
  )
  return row?.person as string
}

/** A person's openid in one of our WeChat apps, and when they last logged in with it. */
export async function openidOf(
  db: Db,
  sealer: Sealer,
  appid: string,
  person: string,
): Promise<{ openid: string; seenAt: Instant } | undefined> {
  const [row] = await db.query<{ openid: string; openid_hash: string; seen_at: Instant }>(
    `select openid, openid_hash, seen_at from identity where appid = $1 and person_id = $2
     order by seen_at desc, since desc, openid_hash limit 1`,
    [appid, person],
  )
  return row && { openid: sealer.open(row.openid, place(row.openid_hash)), seenAt: row.seen_at }
}

/** The person with this openid in one of our WeChat apps. */
export async function findByOpenid(db: Db, sealer: Sealer, appid: string, openid: string): Promise<string | undefined> {
  const [row] = await db.query<{ person: string }>(
    'select person_id as person from identity where appid = $1 and openid_hash = $2',
    [appid, sealer.hash(openid, `identity.${appid}`)],
  )
  return row?.person
}

const phonePlace = (row: string) => ({ table: 'phone', column: 'number', row })

/** Replaces the previous number, if there was one. */
export async function writePhone(db: Db, sealer: Sealer, person: string, number: string, now: Instant): Promise<void> {
  await db.query(
    `insert into phone (person_id, number, number_hash, since) values ($1, $2, $3, $4)
     on conflict (person_id) do update set number = excluded.number, number_hash = excluded.number_hash, since = excluded.since`,
    [person, sealer.seal(number, phonePlace(person)), hashPhone(sealer, number), moment(now)],
  )
}

export async function readPhone(db: Db, sealer: Sealer, person: string): Promise<string | undefined> {
  const [row] = await db.query<{ number: string }>('select number from phone where person_id = $1', [person])
  return row && sealer.open(row.number, phonePlace(person))
}

export async function deletePhone(db: Db, person: string): Promise<void> {
  await db.query('delete from phone where person_id = $1', [person])
}
