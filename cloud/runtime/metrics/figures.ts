import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Observer } from '../../base/watch'
import type { Db } from '../../db/port'
import type { JobObserver } from '../jobs'

const SECOND = 1000
/** Seconds. A call takes some 10 ms; load shedding lets nobody wait for more than 4 s. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export type Figures = {
  watch: Observer
  ticked: JobObserver
  /** Prometheus text format, version 0.0.4. */
  text: () => Promise<string>
  type: string
}

/** Prometheus metrics of this process. Every label has a small set of values: never an id. */
export function createFigures(db: () => Db | undefined): Figures {
  const register = new Registry()
  const registers = [register]
  collectDefaultMetrics({ register })
  const requests = new Counter({
    name: 'yike_requests_total',
    help: 'HTTP responses',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'yike_request_seconds',
    help: 'Seconds from a request to its response',
    labelNames: ['route'],
    buckets: BUCKETS,
    registers,
  })
  const underWay = new Gauge({
    name: 'yike_gate_under_way',
    help: 'Calls in progress, waiting included',
    labelNames: ['endpoint'],
    registers,
  })
  const refused = new Counter({
    name: 'yike_gate_refused_total',
    help: 'Calls refused by load shedding',
    labelNames: ['endpoint'],
    registers,
  })
  const bookings = new Counter({
    name: 'yike_bookings_total',
    help: 'Answers to booking requests: booked, waiting, or the refusal; a retry with the same key counts again',
    labelNames: ['outcome'],
    registers,
  })
  const ticks = new Histogram({
    name: 'yike_tick_seconds',
    help: 'Rounds of the periodic jobs',
    labelNames: ['name', 'ok'],
    buckets: BUCKETS,
    registers,
  })
  new Gauge({
    name: 'yike_db_connections',
    help: 'Database connections that are busy or idle, and statements waiting for one',
    labelNames: ['state'],
    registers,
    collect() {
      const now = db()?.connections?.()
      if (!now) return
      this.set({ state: 'busy' }, now.open - now.idle)
      this.set({ state: 'idle' }, now.idle)
      this.set({ state: 'waiting' }, now.waiting)
    },
  })
  return {
    watch: {
      started: (endpoint) => underWay.inc({ endpoint }),
      finished(endpoint, outcome) {
        underWay.dec({ endpoint })
        if (outcome === 'unavailable') refused.inc({ endpoint })
        if (endpoint === 'book') bookings.inc({ outcome })
      },
      answered({ method, route, status, ms }) {
        requests.inc({ method, route, status })
        durations.observe({ route }, ms / SECOND)
      },
    },
    ticked: (name, ms, ok) => ticks.observe({ name, ok: String(ok) }, ms / SECOND),
    text: () => register.metrics(),
    type: register.contentType,
  }
}
