import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Observer } from '../../base/watch'
import type { Db } from '../../db/port'
import type { JobObserver } from '../jobs'

const SECOND = 1000
/** Seconds. A call is some ten milliseconds; nobody waits for more than the gate's four seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export type Figures = {
  watch: Observer
  ticked: JobObserver
  /** The text of Prometheus, version 0.0.4. */
  text: () => Promise<string>
  type: string
}

/** What a process has done since it began, and what it is at. Every label is one of few words: never an id. */
export function createFigures(db: () => Db | undefined): Figures {
  const register = new Registry()
  const registers = [register]
  collectDefaultMetrics({ register })
  const requests = new Counter({
    name: 'yike_requests_total',
    help: 'Answers over HTTP',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'yike_request_seconds',
    help: 'From a request to its answer',
    labelNames: ['route'],
    buckets: BUCKETS,
    registers,
  })
  const underWay = new Gauge({
    name: 'yike_gate_under_way',
    help: 'Calls that wait or are worked at',
    labelNames: ['endpoint'],
    registers,
  })
  const refused = new Counter({
    name: 'yike_gate_refused_total',
    help: 'Calls told to come back later',
    labelNames: ['endpoint'],
    registers,
  })
  const bookings = new Counter({
    name: 'yike_bookings_total',
    help: 'Answers to a wish to book: booked, waiting, or why not; a repeated key counts again',
    labelNames: ['outcome'],
    registers,
  })
  const ticks = new Histogram({
    name: 'yike_tick_seconds',
    help: 'Rounds of the work of the clock',
    labelNames: ['name', 'ok'],
    buckets: BUCKETS,
    registers,
  })
  new Gauge({
    name: 'yike_db_connections',
    help: 'Connections to the database that are busy or idle, and statements that wait for one',
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
