import { pending } from '../../db/migrate'
import type { Db } from '../../db/port'
import type { Schema } from '../../db/schema-files'
import type { Tenant } from '../tenant/tenant'

/** Why a district is not ready; undefined if it is: its database answers, and has every migration of this build. */
async function findUnready(db: Db | undefined, schema: Schema): Promise<'no database' | 'not migrated' | undefined> {
  const missing = db && (await pending(db, schema).catch(() => undefined))
  if (!missing) return 'no database'
  return missing.size === 0 ? undefined : 'not migrated'
}

const answer = (body: object, ready: boolean): Response =>
  Response.json(body, ready ? {} : { status: 503, headers: { 'retry-after': '2' } })

/** Readiness probe of one district. */
export async function readyOf(district: Pick<Tenant, 'now'>, schema: Schema): Promise<Response> {
  const why = await findUnready(district.now()?.deps.db, schema)
  return answer(why ? { ok: false, why } : { ok: true }, !why)
}

/** Readiness probe of a process: every district’s. 503 if one is not ready, and which. */
export async function readyOfAll(all: readonly Tenant[], schema: Schema): Promise<Response> {
  const found = await Promise.all(
    all.map(async ({ now, settings: { id } }) => [id, await findUnready(now()?.deps.db, schema)] as const),
  )
  const unready = Object.fromEntries(found.filter(([, why]) => why))
  const ok = Object.keys(unready).length === 0
  return answer(ok ? { ok } : { ok, districts: unready }, ok)
}
