import { Client } from 'pg'
import { BadEnv } from '../../util/bad-env'

/** SQLSTATEs: no such database, the role may not do it, somebody else was quicker. */
const [MISSING, FORBIDDEN, THERE] = ['3D000', '42501', '42P04']
const CONNECT_MS = 5_000

const codeOf = (fault: unknown): string => (fault as { code?: string }).code ?? 'no answer'
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** What an administrator of the server is asked for where the role may not create databases. */
const askFor = (name: string, user: string): string =>
  `The role ${user} may not create databases. Let an administrator of the server do it, then repeat:\n` +
  `  create database ${quoted(name)} owner ${quoted(user)} template template0 encoding 'UTF8';`

/**
 * Creates the database that this URL names, if there is none and the role may; true if it did. Throws BadEnv where it may not,
 * and for a database whose encoding is not UTF8.
 */
export async function createDatabase(url: string): Promise<boolean> {
  const at = new URL(url)
  const name = decodeURIComponent(at.pathname.slice(1))
  const where = `${at.hostname}:${at.port || 5432}`
  try {
    const encoding = await withClient(url, async (client) => (await client.query('show server_encoding')).rows[0])
    if (encoding?.server_encoding === 'UTF8') return false
    throw new BadEnv(
      `The database ${name} at ${where} has the encoding ${encoding?.server_encoding}, and must have UTF8.`,
    )
  } catch (fault) {
    if (fault instanceof BadEnv) throw fault
    if (codeOf(fault) !== MISSING) throw new BadEnv(`PostgreSQL at ${where} cannot be used: ${codeOf(fault)}.`)
  }
  const server = new URL(url)
  server.pathname = '/postgres'
  const sql = `create database ${quoted(name)} template template0 encoding 'UTF8'`
  try {
    await withClient(server.href, (client) => client.query(sql))
  } catch (fault) {
    if (codeOf(fault) === THERE) return false
    if (codeOf(fault) === FORBIDDEN) throw new BadEnv(askFor(name, decodeURIComponent(at.username)))
    throw new BadEnv(`The database ${name} at ${where} cannot be created: ${codeOf(fault)}.`)
  }
  return true
}
