import { readFileSync } from 'node:fs'
import type { Endpoint } from '@core/contract/endpoint'
import { endpoints } from '@core/contract/endpoints'
import { KIND_LIMITS } from '@core/contract/limits'

const [, sample = ''] = /```nginx\n([\s\S]*?)```/.exec(readFileSync('docs/deploy-linux.md', 'utf8')) ?? []
/** Rates of the zones, by name, in requests per second. */
const rates = new Map(
  [...sample.matchAll(/limit_req_zone \S+ zone=(\w+):\S+ rate=(\d+)r\/s;/g)].map((m) => [m[1], m[2]]),
)

/** Limit of a path in the sample: an exact location counts before a pattern. */
function limitOf(path: string) {
  const locations = [...sample.matchAll(/location (=|~) (\S+) \{\s*limit_req zone=(\w+) burst=(\d+)/g)]
  const found =
    locations.find(([, how, at]) => how === '=' && at === path) ??
    locations.find(([, how, at = '']) => how === '~' && new RegExp(at).test(path))
  return found && { perMinute: Number(rates.get(found[3])) * 60, burst: Number(found[4]) }
}

const limited = (Object.values(endpoints) as Endpoint[]).flatMap(({ path, limit }) => {
  const address = limit && KIND_LIMITS[limit].address
  return address ? [[path, address] as const] : []
})

test.each(limited)('nginx limits %s by address as the cloud does', (path, address) => {
  expect(limitOf(path)).toEqual(address)
})

/** Bytes of a body that the sample lets through to a path: of its own location, else of the server. */
function bodyMostOf(path: string): number {
  const own = sample.split(`location = ${path} {`)[1]?.split('}')[0] ?? ''
  const [, size, unit] =
    /client_max_body_size (\d+)([km]);/.exec(own) ?? /client_max_body_size (\d+)([km]);/.exec(sample) ?? []
  return Number(size) * (unit === 'm' ? 1024 ** 2 : 1024)
}

const large = (Object.values(endpoints) as Endpoint[]).flatMap(({ path, bodyMost }) =>
  bodyMost ? [[path, bodyMost] as const] : [],
)

test.each(large)('nginx lets through to %s what the cloud takes', (path, bodyMost) => {
  expect(bodyMostOf(path)).toBeGreaterThanOrEqual(bodyMost)
})
