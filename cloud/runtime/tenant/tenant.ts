import type { Deps } from '../../base/deps'
import { describeFault } from '../../util/fault'
import { createApp } from '../app'
import { type Opening, openDeps } from '../process/open'
import type { DistrictEnv } from './settings'

/** Pause between attempts to open a database, so that those who ask for a district that is down do not all wait for it. */
const AGAIN_MS = 1_000

export type Opened = { deps: Deps; fetch: (request: Request, known?: object) => Response | Promise<Response> }

/** A tenant: a district of this process, opened on first use, and opened again after a failure, without harm to the others. */
export type Tenant = {
  settings: DistrictEnv
  /** Its dependencies and its app. Concurrent calls share one attempt; right after a failed one they fail with it. */
  open: () => Promise<Opened>
  /** What is open now, if anything is. */
  now: () => Opened | undefined
  close: () => Promise<void>
}

/** `quiet`: whoever opens it reports the failure. */
export function createTenant(opening: Opening, settings: DistrictEnv, { quiet = false } = {}): Tenant {
  const log = (event: Parameters<Deps['log']>[0]) => opening.log?.({ ...event, district: settings.id })
  let opened: Opened | undefined
  let attempt: Promise<Opened> | undefined
  let failed = false
  let closed = false

  const make = async (): Promise<Opened> => {
    const deps = await openDeps(opening, settings)
    try {
      await opening.prepare?.(deps)
      if (closed) throw new Error('closed meanwhile')
    } catch (fault) {
      await deps.db.close()
      throw fault
    }
    opened = { deps, fetch: createApp(deps).fetch }
    if (failed) log({ event: 'ready' })
    return opened
  }
  const open = (): Promise<Opened> => {
    attempt ??= make().catch((fault) => {
      // Once, and not at each attempt of a night.
      if (!failed && !quiet) log({ event: 'no-start', error: describeFault(fault) })
      failed = true
      setTimeout(() => (attempt = undefined), AGAIN_MS).unref()
      throw fault
    })
    return attempt
  }
  return {
    settings,
    open,
    now: () => opened,
    async close() {
      closed = true
      await attempt?.catch(() => undefined)
      await opened?.deps.db.close()
    },
  }
}
