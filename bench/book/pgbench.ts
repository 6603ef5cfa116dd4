import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'

const SESSIONS = 1000

/** Baseline tables for pgbench: the two rows any booking writes, without the rest of it. */
const TABLES = `
  create schema plain;
  create table plain.session (id integer primary key, capacity integer not null, taken integer not null default 0);
  create table plain.booking (id uuid primary key, session_id integer not null, person_id uuid not null, at timestamptz not null);
  insert into plain.session (id, capacity) select n, 100000000 from generate_series(1, ${SESSIONS}) n;`

const TAKE = 'update plain.session set taken = taken + 1 where id = :n and taken < capacity'
const ROW = 'insert into plain.booking values (gen_random_uuid(), :n, gen_random_uuid(), now())'
const SCRIPTS = {
  'hot transaction': `\\set n 1\nbegin;\n${TAKE};\n${ROW};\ncommit;\n`,
  // Insert first, so that the hot row's lock is held as briefly as possible: the best case for one statement.
  'hot statement': `\\set n 1\nwith made as (${ROW}) ${TAKE};\n`,
  'many transaction': `\\set n random(1, ${SESSIONS})\nbegin;\n${TAKE};\n${ROW};\ncommit;\n`,
}
export type Script = keyof typeof SCRIPTS

/** Baseline by pgbench, PostgreSQL's own load generator in C: transactions per second with `clients` connections. */
export async function openPgbench(url: string, clients: number) {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(TABLES).finally(() => client.end())
  const folder = mkdtempSync(join(tmpdir(), 'yike-pgbench-'))
  for (const [name, text] of Object.entries(SCRIPTS)) writeFileSync(join(folder, `${name}.sql`), text)
  const run = (script: Script, seconds: number): Promise<number> =>
    new Promise((resolve, reject) => {
      const file = join(folder, `${script}.sql`)
      const args = ['-n', '-M', 'prepared', '-c', String(clients), '-j', '2', '-T', String(seconds), '-f', file, url]
      const child = spawn('pgbench', args, { stdio: ['ignore', 'pipe', 'pipe'] })
      let output = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part))
      child.once('error', () => reject(new Error('pgbench not found: it comes with PostgreSQL (postgresql-contrib)')))
      child.once('close', () => {
        const tps = /tps = ([\d.]+)/.exec(output)?.[1]
        if (tps) resolve(Number(tps))
        else reject(new Error(output))
      })
    })
  return { run, close: () => rmSync(folder, { recursive: true, force: true }) }
}
