import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Observer } from '../../base/watch'
import type { JobObserver } from '../jobs'
import type { Tenant } from '../tenant/tenant'

const SECOND = 1000
/** Seconds. A call takes some 10 ms; load shedding lets nobody wait for more than 4 s. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export type Figures = {
  /** Observers of the calls and the jobs of the district with this id. */
  watchOf: (district: string) => Observer
  tickedOf: (district: string) => JobObserver
  /** Prometheus text format, version 0.0.4. */
  text: () => Promise<string>
  type: string
}

/** Prometheus metrics of this process, by district. Every label has a small set of values: never an id of a row. */
export function createFigures(all: () => readonly Pick<Tenant, 'settings' | 'now'>[]): Figures {
  const register = new Registry()
  const registers = [register]
  collectDefaultMetrics({ register })
  const requests = new Counter({
    name: 'yike_requests_total',
    help: 'HTTP responses',
    labelNames: ['district', 'method', 'route', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'yike_request_seconds',
    help: 'Seconds from a request to its response',
    labelNames: ['district', 'route'],
    buckets: BUCKETS,
    registers,
  })
  const underWay = new Gauge({
    name: 'yike_gate_under_way',
    help: 'Calls in progress, waiting included',
    labelNames: ['district', 'endpoint'],
    registers,
  })
  const refused = new Counter({
    name: 'yike_gate_refused_total',
    help: 'Calls refused by load shedding',
    labelNames: ['district', 'endpoint'],
    registers,
  })
  const bookings = new Counter({
    name: 'yike_bookings_total',
    help: 'Answers to booking requests: booked, waiting, or the refusal; a retry with the same key counts again',
    labelNames: ['district', 'outcome'],
    registers,
  })
  const ticks = new Histogram({
    name: 'yike_tick_seconds',
    help: 'Rounds of the periodic jobs',
    labelNames: ['district', 'name', 'ok'],
    buckets: BUCKETS,
    registers,
  })
  new Gauge({
    name: 'yike_db_connections',
    help: 'Database connections that are busy or idle, and statements waiting for one',
    labelNames: ['district', 'state'],
    registers,
    collect() {
      for (const { now, settings } of all()) {
        const pool = now()?.deps.db.connections?.()
        if (!pool) continue
        const district = settings.id
        this.set({ district, state: 'busy' }, pool.open - pool.idle)
        this.set({ district, state: 'idle' }, pool.idle)
        this.set({ district, state: 'waiting' }, pool.waiting)
      }
    },
  })
  new Gauge({
    name: 'yike_district_open',
    help: '1 if the database of the district could be opened, else 0',
    labelNames: ['district'],
    registers,
    collect() {
      for (const { now, settings } of all()) this.set({ district: settings.id }, now() ? 1 : 0)
    },
  })
  return {
    watchOf: (district) => ({
      started: (endpoint) => underWay.inc({ district, endpoint }),
      finished(endpoint, outcome) {
        underWay.dec({ district, endpoint })
        if (outcome === 'unavailable') refused.inc({ district, endpoint })
        if (endpoint === 'book') bookings.inc({ district, outcome })
      },
      answered({ method, route, status, ms }) {
        requests.inc({ district, method, route, status })
        durations.observe({ district, route }, ms / SECOND)
      },
    }),
    tickedOf: (district) => (name, ms, ok) => ticks.observe({ district, name, ok: String(ok) }, ms / SECOND),
    text: () => register.metrics(),
    type: register.contentType,
  }
}
