import { createServer } from 'node:net'
import type { Env } from '../env'

/** A port is in use, or listening on it is not permitted. */
export class NoPort extends Error {
  override name = 'NoPort'
}

/** Checks the port before the database is opened: nobody waits for a seed only to learn that the port is in use. */
export const portFree = ({ port, host }: Pick<Env, 'port' | 'host'>): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (fault: NodeJS.ErrnoException) => reject(noPort(port, host, fault)))
    probe.listen(port, host, () => probe.close(() => resolve()))
  })

export function noPort(port: number, host: string, fault: NodeJS.ErrnoException): NoPort {
  const why = fault.code === 'EADDRINUSE' ? 'is in use' : `cannot be listened on (${fault.code})`
  return new NoPort(`port ${port} on ${host} ${why}`)
}
