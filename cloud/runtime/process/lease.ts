import type { Db } from '../../db/port'

/** How long a lease lasts, in milliseconds: another process takes over this long after one that died, and a round later. */
const LEASE_MS = 5_000
/** Time between renewals: two of them may fail. Others ask as often whether it is free. */
const RENEW_MS = 1_500
const NAME = 'jobs'

/** By the database's clock, so that it does not matter how far the clocks of the machines are apart. */
const TAKE = `insert into job_lease as lease (name, holder, until)
  values ($1, $2, clock_timestamp() + $3::int * interval '1 millisecond')
  on conflict (name) do update set holder = $2, until = clock_timestamp() + $3::int * interval '1 millisecond'
    where lease.holder = $2 or lease.until <= clock_timestamp()
  returning 1`

/** Takes or renews the lease; false while another process has it. */
export const takeLease = async (db: Db, holder: string): Promise<boolean> =>
  (await db.query(TAKE, [NAME, holder, LEASE_MS])).length > 0

/** Gives the lease back, so that nobody has to wait for its end. */
async function releaseLease(db: Db, holder: string): Promise<void> {
  await db.query('delete from job_lease where name = $1 and holder = $2', [NAME, holder])
}

/** A lease that is renewed by asking for it. The answer is remembered for RENEW_MS; all rounds of jobs ask. */
export function createLease(holder: string, now = () => performance.now()) {
  let mine = false
  let until = Number.NEGATIVE_INFINITY
  let asking: Promise<boolean> | undefined
  return {
    isHeld(db: Db): Promise<boolean> {
      if (now() < until) return Promise.resolve(mine)
      asking ??= takeLease(db, holder)
        .then((taken) => {
          mine = taken
          until = now() + RENEW_MS
          return taken
        })
        .finally(() => {
          asking = undefined
        })
      return asking
    },
    async release(db: Db): Promise<void> {
      const taken = mine
      mine = false
      until = Number.NEGATIVE_INFINITY
      if (taken) await releaseLease(db, holder)
    },
  }
}
