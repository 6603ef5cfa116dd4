import type { Db } from '../../db/port'

const LOOK_MS = 5
const AT_BREAKPOINT = `select pid from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`
const BLOCKED_BY_BREAKPOINT = `select 1 from pg_stat_activity a, (${AT_BREAKPOINT}) first where first.pid = any (pg_blocking_pids(a.pid))`

/** A place inside a function of the database where it stops until the test lets it go on, with all that it holds. */
export type Breakpoint = {
  /** What is written into the function there. */
  waitSql: string
  /** `first` comes to the gate; then `second` is asked, until it is answered or waits for what `first` holds; both go on. */
  interleave: <A, B>(first: () => Promise<A>, second: () => Promise<B>) => Promise<[A, B]>
}

export async function createBreakpoint(db: Db): Promise<Breakpoint> {
  await db.query('create table gate (opened boolean)')
  const seen = async (sql: string) => (await db.query(sql, [])).length > 0
  const until = async (come: () => Promise<boolean>) => {
    while (!(await come())) await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  return {
    waitSql: 'while not exists (select from gate) loop perform pg_sleep(0.002); end loop;',
    async interleave(first, second) {
      let answered = false
      const one = first()
      await until(() => seen(AT_BREAKPOINT))
      const two = second().finally(() => {
        answered = true
      })
      await until(async () => answered || (await seen(BLOCKED_BY_BREAKPOINT)))
      await db.query('insert into gate values (true)', [])
      return Promise.all([one, two])
    },
  }
}
