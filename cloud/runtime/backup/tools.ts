import { spawn } from 'node:child_process'

/** A tool of PostgreSQL's failed, or is not installed. The message is for the operator. */
class ToolFailed extends Error {
  override name = 'ToolFailed'
}

const LINES = 3

/** The connection as the tools' environment: on a command line, every user of the machine could read the password. */
function connectionEnv(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const named = {
    PGHOST: searchParams.get('host') ?? hostname.replace(/^\[|\]$/g, ''),
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGSSLMODE: searchParams.get('sslmode') ?? '',
    PGSSLROOTCERT: searchParams.get('sslrootcert') ?? '',
  }
  return { ...Object.fromEntries(Object.entries(named).filter(([, value]) => value)), PATH: process.env.PATH ?? '' }
}

/** Runs a tool of PostgreSQL's to its end. */
export function runTool(name: 'pg_dump' | 'pg_restore', args: readonly string[], url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(name, args, { env: connectionEnv(url), stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (part) => {
      said = `${said}${part}`.slice(-2000)
    })
    child.once('error', ({ message }) =>
      reject(new ToolFailed(`${name} cannot be run, install PostgreSQL’s client programs: ${message}`)),
    )
    child.once('close', (code) =>
      code === 0
        ? resolve()
        : reject(new ToolFailed(`${name} ended with ${code}: ${said.trim().split('\n').slice(-LINES).join(' · ')}`)),
    )
  })
}
