import type { Role } from '@core/account/role'
import { DAY, type Instant, moment } from '@core/base/time'
import { INVITEE_DAYS, type Invitee, inviteeId, type ListedInvitee } from '@core/district/invitee'
import type { Db } from '../../db/port'
import { SealBroken, type Sealer } from '../../wechat/sealed'

type Keys = { db: Db; sealer?: Sealer | undefined }
type InviteeRow = {
  id: string
  role: Invitee['role']['role']
  scope: string
  name: string
  phone: string | null
  invited_at: Instant | null
}

const phonePlace = ({ role, name }: Invitee) => ({ table: 'invitee', column: 'phone', row: inviteeId(role, name) })

/** As it is stored: its number sealed, or without one where there is no key. */
export function sealInvitee({ phone, ...invitee }: Invitee, sealer: Sealer | undefined): Invitee {
  return phone && sealer ? { ...invitee, phone: sealer.seal(phone, phonePlace(invitee)) } : invitee
}

/** Undefined where its key is gone: then it is as if it had not been given. */
function openPhone(sealer: Sealer, phone: string, place: ReturnType<typeof phonePlace>): string | undefined {
  try {
    return sealer.open(phone, place)
  } catch (fault) {
    if (fault instanceof SealBroken) return undefined
    throw fault
  }
}

function openRow({ id, role, scope, name, phone, invited_at }: InviteeRow, sealer: Sealer | undefined): ListedInvitee {
  const invitee = { role: { role, scope }, name } as Invitee
  const number = phone && sealer && openPhone(sealer, phone, phonePlace(invitee))
  return {
    ...{ id, ...invitee },
    ...(number ? { phone: number } : {}),
    ...(invited_at === null ? {} : { invitedAt: moment(invited_at) }),
  }
}

const ROWS = 'select id, role, scope, name, phone, invited_at from invitee'

/** Whom to invite: who was not invited yet first. */
export async function listInvitees({ db, sealer }: Keys, most: number | null): Promise<ListedInvitee[]> {
  const rows = await db.query<InviteeRow>(`${ROWS} order by invited_at is not null, scope, role desc, name limit $1`, [
    most,
  ])
  return rows.map((row) => openRow(row, sealer))
}

export async function findInvitee({ db, sealer }: Keys, id: string): Promise<ListedInvitee | undefined> {
  const [row] = await db.query<InviteeRow>(`${ROWS} where id = $1`, [id])
  return row && openRow(row, sealer)
}

export const markInvited = (db: Db, id: string, now: Instant) =>
  db.query('update invitee set invited_at = $2 where id = $1', [id, moment(now)])

export const countInvitees = async (db: Db): Promise<number> =>
  (await db.query<{ count: number }>('select count(*)::int as count from invitee', []))[0]?.count ?? 0

/** Who has a role at a street or a station already, as ids of invitees. */
export async function listHolders(db: Db): Promise<Set<string>> {
  const rows = await db.query<{ role: Role['role']; scope: string; name: string }>(
    `select r.role, r.scope, p.name from role r join person p on p.id = r.person_id
     where r.role in ('street', 'station', 'staff') and p.name <> ''`,
    [],
  )
  return new Set(rows.map(({ role, scope, name }) => inviteeId({ role, scope } as Role, name)))
}

/** Deletes whom nobody has imported again for INVITEE_DAYS. */
export const deleteOldInvitees = (db: Db, now: Instant) =>
  db.query('delete from invitee where at < $1', [moment(now - INVITEE_DAYS * DAY)])
