import type { Db } from '../../db/port'

const POLL_MS = 5
const AT_BREAKPOINT = `select pid from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`
const BLOCKED_BY_BREAKPOINT = `select 1 from pg_stat_activity a, (${AT_BREAKPOINT}) first where first.pid = any (pg_blocking_pids(a.pid))`

/** A breakpoint inside a stored function, which waits there with all its locks until the test continues it. */
export type Breakpoint = {
  /** SQL to insert into the function. */
  waitSql: string
  /** Runs `first` up to the breakpoint, then `second` until it has ended or is blocked by `first`; then both continue. */
  interleave: <A, B>(first: () => Promise<A>, second: () => Promise<B>) => Promise<[A, B]>
}

export async function createBreakpoint(db: Db): Promise<Breakpoint> {
  await db.query('create table gate (opened boolean)')
  const found = async (sql: string) => (await db.query(sql, [])).length > 0
  const until = async (holds: () => Promise<boolean>) => {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  return {
    waitSql: 'while not exists (select from gate) loop perform pg_sleep(0.002); end loop;',
    async interleave(first, second) {
      let answered = false
      const one = first()
      await until(() => found(AT_BREAKPOINT))
      const two = second().finally(() => {
        answered = true
      })
      await until(async () => answered || (await found(BLOCKED_BY_BREAKPOINT)))
      await db.query('insert into gate values (true)', [])
      return Promise.all([one, two])
    },
  }
}
