import type { Endpoint } from '@core/contract/endpoint'
import { type EndpointName, endpoints } from '@core/contract/endpoints'
import { type AccessWorld, NAMES, openAccessWorld } from '../../testing/access/access-world'
import { bearerOf, type CallerName } from '../../testing/access/callers'
import { SAMPLES } from '../../testing/access/samples'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'

let access: AccessWorld
beforeAll(async () => {
  access = await openAccessWorld()
})
afterEach(() => {
  access.world.logged.length = 0
})
afterAll(() => access.close())

type Leaf = { path: string; text: string }
/** Every string in a body, with its path. */
const leavesOf = (value: unknown, path = ''): Leaf[] => {
  if (typeof value === 'string') return [{ path, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) => leavesOf(one, path ? `${path}.${key}` : key))
}
/** The body with another value at this path. */
const replaced = (body: unknown, path: string, text: string): unknown => {
  const copy = structuredClone(body) as Record<string, unknown>
  const keys = path.split('.')
  const parent = keys.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, copy)
  parent[keys.at(-1) as string] = text
  return copy
}

const sampleOf = (name: EndpointName) => {
  const sample = SAMPLES[name]
  return typeof sample === 'function' ? sample(access.things.here) : sample
}
const send = async (name: EndpointName, who: CallerName, body: unknown) => {
  const { method, path }: Endpoint = endpoints[name]
  const { id = '' } = sampleOf(name)
  const headers = { ...newIdempotencyKey(), ...bearerOf(who) }
  const { status, body: answer } = await access.world.ask(method, path.replace(/:\w+/, String(id)), body, headers)
  return { status, answer }
}

const withBody = NAMES.filter((name) => (endpoints[name] as Endpoint).body)

test.each(withBody)('%s refuses NUL and half a character in every text', async (name) => {
  const { body } = sampleOf(name)
  const wrong: string[] = []
  for (const { path, text } of leavesOf(body))
    for (const bad of [`${text}\u0000`, `${text}\ud800`, `\udc00${text}`]) {
      const { status, answer } = await access.rolledBack(() => send(name, 'district', replaced(body, path, bad)))
      // A text that is scanned is refused as no code of ours, a scan alone, so that it does not block the others.
      const verdict = answer.answers?.[0].refusal ?? answer.refusal ?? answer.code
      const wanted = ['attend', 'checkIn'].includes(name) ? ['forged', 'bad-input'] : ['bad-input']
      if (!wanted.includes(verdict)) wrong.push(`${path} ${JSON.stringify(bad)}: ${status} ${verdict}`)
    }
  expect(wrong).toEqual([])
  expect(access.world.logged).toEqual([])
})

/** What a text pasted from a document carries: a vertical tab for a line break, form feeds, a bell, a tab. */
const PASTED = '一\u000b二\f三\u0007\t四\u0085五\u2028六\r\n七\u009f'
test.each([
  ['saveOffering', 'offering.summary', '一\n二\n三 四\n五\n六\n七'],
  ['saveOffering', 'offering.title', '一 二 三 四 五 六 七'],
  ['callOff', 'reason', '一 二 三 四 五 六 七'],
  ['closeDay', 'closing.reason', '一 二 三 四 五 六 七'],
  ['appeal', 'words', '一\n二\n三 四\n五\n六\n七'],
  ['answerAppeal', 'words', '一\n二\n三 四\n五\n六\n七'],
] as const)('%s cleans %s of control characters', async (name, path, wanted) => {
  const written = replaced(
    { ...sampleOf(name).body, ...('preview' in (sampleOf(name).body ?? {}) ? { preview: false } : {}) },
    path,
    PASTED,
  )
  const texts = await access.rolledBack(async () => {
    if (name === 'appeal') await access.world.db.query(`update strike set appeal = null, status = 'counts'`, [])
    const { status } = await send(name, name === 'appeal' ? 'resident' : 'district', written)
    expect(status).toBe(200)
    const rows = await access.world.db.query(
      `select to_jsonb(o.about->>'title') as text from offering o union select to_jsonb(o.about->>'summary') from offering o
       union select to_jsonb(reason) from session union select to_jsonb(reason) from closure
       union select to_jsonb(appeal) from strike union select to_jsonb(answer) from strike`,
      [],
    )
    return rows.map(({ text }) => text)
  })
  expect(texts).toContain(wanted)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no text has one but a line break
  expect(texts.filter((text) => /[\0-\x09\x0b-\x1f\x7f-\x9f]/.test(String(text ?? '')))).toEqual([])
})
