import { randomBytes } from 'node:crypto'
import { DISTRICT_HEADER } from '@core/contract/transport'
import { problem } from '../http/problem'
import { hostOf } from './host'
import type { Tenant } from './tenant'

/** `Retry-After` of a district that is not open: about as long as until the next attempt. */
const LATER_SECONDS = 2

/** The districts of this process, and which of them a request is for. */
export type Directory = {
  all: readonly Tenant[]
  find: (headers: Headers) => Tenant | undefined
  /** Passes a request to its district’s app: 421 for none, 503 while it is not open. */
  fetch: (request: Request, known?: object) => Promise<Response>
  close: () => Promise<void>
}

/**
 * `byHeader`: where the platform has a host name of its own, the built package names its district (TARO_APP_DISTRICT). A host
 * name that is known comes first.
 */
export function createDirectory(all: readonly Tenant[], { byHeader = false } = {}): Directory {
  const byHost = new Map(all.map((one) => [one.settings.host, one]))
  const byId = new Map(all.map((one) => [one.settings.id, one]))
  // The only one, without a host name of its own, answers to every name.
  const sole = byHost.get(undefined)
  const find = (headers: Headers): Tenant | undefined => {
    const host = hostOf(headers.get('host') ?? undefined)
    const named = byHeader ? headers.get(DISTRICT_HEADER) : undefined
    return sole ?? (host ? byHost.get(host) : undefined) ?? (named ? byId.get(named) : undefined)
  }
  return {
    all,
    find,
    async fetch(request, known) {
      const about = { requestId: randomBytes(8).toString('hex'), accepts: request.headers.get('accept-language') ?? '' }
      const district = find(request.headers)
      if (!district) return problem('unknown-host', about)
      const opened = district.now() ?? (await district.open().catch(() => undefined))
      return opened ? opened.fetch(request, known) : problem('unavailable', { ...about, after: LATER_SECONDS })
    },
    async close() {
      await Promise.all(all.map((one) => one.close()))
    },
  }
}
