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
