import { type Instant, moment } from '@core/base/time'
import type { Db } from '../../db/port'

/** What PostgreSQL says of itself. */
export type ServerFacts = {
  version: number
  name: string
  encoding: string
  role: string
  owner: boolean
  /** btree_gist is installed, or may be. */
  extension: boolean
  zones: boolean
  /** Most connections that this role and database may have, without those kept for superusers. */
  connections: number
  now: Instant
}

/** Reads the catalogue only, so that it works in a database that was never migrated. */
export async function readServer(db: Db): Promise<ServerFacts> {
  const [row] = await db.query<ServerFacts>(
    `select current_setting('server_version_num')::integer as version, current_setting('server_version') as name,
       pg_encoding_to_char(d.encoding) as encoding, current_user as role,
       pg_has_role(current_user, d.datdba, 'usage') as owner,
       exists (select from pg_extension where extname = 'btree_gist')
         or exists (select from pg_available_extensions where name = 'btree_gist') as extension,
       exists (select from pg_timezone_names where name = 'Asia/Shanghai') as zones,
       least(
         current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer,
         nullif(d.datconnlimit, -1), nullif(r.rolconnlimit, -1)) as connections,
       clock_timestamp() as now
     from pg_database d, pg_roles r where d.datname = current_database() and r.rolname = current_user`,
    [],
  )
  return row as ServerFacts
}

export type DistrictFacts = {
  streets: number
  stations: number
  personas: number
  officers: number
  /** Holders of the district role who have neither a passkey nor WeChat. */
  locked: number
  backupAt: Instant | null
  backupTried: boolean
}

export async function readDistrict(db: Db, now: Instant): Promise<DistrictFacts> {
  const [row] = await db.query<DistrictFacts>(
    `with officer as (select distinct person_id from role where role = 'district')
     select (select count(*) from street)::integer as streets, (select count(*) from station)::integer as stations,
       (select count(*) from person where persona is not null)::integer as personas,
       (select count(*) from officer)::integer as officers,
       (select count(*) from officer o
        where not exists (select from passkey p where p.person_id = o.person_id and p.stopped_at is null)
          and not exists (select from identity i where i.person_id = o.person_id))::integer as locked,
       (select max(at) from backup where at <= $1) as "backupAt",
       exists (select from backup where restored_at is not null) as "backupTried"`,
    [moment(now)],
  )
  return row as DistrictFacts
}
