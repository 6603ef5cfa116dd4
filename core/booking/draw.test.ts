import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { commitmentOf } from '../base/commitment'
import { checkDraw, type Draw, type DrawEntry, digestOf, drawOrder, lotsOf, MAX_LOTS } from './draw'

const hex = (nth: number): string => commitmentOf(`seed ${nth}`)
const SEED = hex(0)
const entry = (ticket: number, lots = MAX_LOTS, size = 1): DrawEntry => ({ ticket, lots, size })
const EIGHT = [entry(1), entry(2, 2), entry(3, 4, 3), entry(4, 1), entry(5, 4, 2), entry(6), entry(7, 2, 4), entry(8)]
const made = (more: Partial<Draw> = {}): Draw => ({
  session: 'hp001.talk-2611301400',
  at: '2026-11-29T06:00:00.000Z',
  hash: commitmentOf(SEED),
  seed: SEED,
  entries: EIGHT,
  order: drawOrder(SEED, EIGHT),
  mine: [3],
  ...more,
})

/** Chi-squared statistic. The bounds in the tests are exceeded by chance once in a thousand runs. */
const chiSquare = (counts: readonly number[], expected: readonly number[]): number =>
  counts.reduce((sum, count, at) => sum + (count - (expected[at] ?? 0)) ** 2 / (expected[at] ?? 0), 0)
const tally = <T>(all: readonly T[], kinds: readonly T[]): number[] =>
  kinds.map((kind) => all.filter((one) => one === kind).length)

const entries = fc
  .array(fc.record({ lots: fc.integer({ min: 1, max: MAX_LOTS }), size: fc.integer({ min: 1, max: 6 }) }), {
    minLength: 8,
    maxLength: 20,
  })
  .map((all) => all.map((one, at): DrawEntry => ({ ticket: at + 1, ...one })))

describe('the commitment', () => {
  test('is SHA-256, by the examples of the standard', () => {
    expect(commitmentOf('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(commitmentOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
  test("equals Node's SHA-256 for every length around a block boundary", () => {
    for (let length = 0; length < 200; length++) {
      const text = Array.from({ length }, (_, at) => String.fromCharCode((at * 37 + length) % 128)).join('')
      expect(commitmentOf(text)).toBe(createHash('sha256').update(text).digest('hex'))
    }
  })
  test('of text that is not ASCII throws, rather than colliding with another text', () => {
    expect(() => commitmentOf('抽签')).toThrow(RangeError)
  })
})

describe('the order drawn', () => {
  test('is reproducible on every phone and in every version', () => {
    expect([SEED, commitmentOf(SEED), digestOf(EIGHT), drawOrder(SEED, EIGHT)]).toMatchInlineSnapshot(`
[
  "2f5c36ed794f639044eb85ca9d72d419045ab90d9db3cf19c7c9855cda3c0c1e",
  "edc5ee4a4f24fa8935bd80f9f6f6ce7fb1e502353517adc19681db6a304ba65d",
  "fc5270bd2bb3da7deab3fe8a77beaff18dc0155804ec546770b864c609a74d4a",
  [
    6,
    5,
    2,
    8,
    3,
    7,
    4,
    1,
  ],
]
`)
  })
  test('has each ticket once, whatever the order of the list', () => {
    fc.assert(
      fc.property(entries, fc.nat(), (all, seed) => {
        const order = drawOrder(hex(seed), all)
        expect([...order].sort((a, b) => a - b)).toEqual(all.map(({ ticket }) => ticket))
        expect(drawOrder(hex(seed), [...all].reverse())).toEqual(order)
      }),
    )
  })
  test('changes with any change of the list or the seed', () => {
    const order = drawOrder(SEED, EIGHT)
    const other = (at: number, more: Partial<DrawEntry>) =>
      drawOrder(
        SEED,
        EIGHT.map((one, nth) => (nth === at ? { ...one, ...more } : one)),
      )
    for (const [at, { lots, size }] of EIGHT.entries()) {
      expect(other(at, { ticket: 9 }).join()).not.toBe(order.map((ticket) => (ticket === at + 1 ? 9 : ticket)).join())
      expect(other(at, { lots: (lots % MAX_LOTS) + 1 })).not.toEqual(order)
      expect(other(at, { size: size + 1 })).not.toEqual(order)
    }
    for (const [at, sign] of [...SEED].entries()) {
      const seed = SEED.slice(0, at) + (sign === '0' ? '1' : '0') + SEED.slice(at + 1)
      expect(drawOrder(seed, EIGHT)).not.toEqual(order)
    }
  })
  test('different lists have different digests', () => {
    fc.assert(
      fc.property(entries, entries, (one, other) => {
        expect(digestOf(one) === digestOf(other)).toBe(JSON.stringify(one) === JSON.stringify(other))
      }),
    )
  })
  test('puts a ticket with twice the lots first twice as often', () => {
    const list = [entry(1, 4), entry(2, 2), entry(3, 1), entry(4, 1)]
    const first = Array.from({ length: 1600 }, (_, nth) => drawOrder(hex(nth), list)[0])
    expect(chiSquare(tally(first, [1, 2, 3, 4]), [800, 400, 200, 200])).toBeLessThan(16.27)
  })
  test('is uniform for equal lots', () => {
    const list = [entry(1), entry(2), entry(3)]
    const orders = Array.from({ length: 1200 }, (_, nth) => drawOrder(hex(nth), list).join())
    const counts = tally(orders, ['1,2,3', '1,3,2', '2,1,3', '2,3,1', '3,1,2', '3,2,1'])
    expect(chiSquare(counts, Array(6).fill(200))).toBeLessThan(20.52)
  })
})

test('each recent win halves the lots, down to one', () => {
  expect([0, 1, 2, 3, 40].map(lotsOf)).toEqual([4, 2, 1, 1, 1])
})

describe('the check', () => {
  test('accepts a correct draw, even an empty one', () => {
    expect(checkDraw(made())).toBe('true')
    expect(checkDraw(made({ entries: [], order: [], mine: [] }))).toBe('true')
  })
  test('gives no result before the seed is known', () => {
    const { seed: _, ...unseeded } = made({ entries: [], order: [], mine: [] })
    expect(checkDraw(unseeded)).toBe('not-yet')
  })
  test('finds a seed that does not match the commitment', () => {
    const seed = hex(1)
    expect(checkDraw(made({ seed, order: drawOrder(seed, EIGHT) }))).toBe('other-seed')
    expect(checkDraw(made({ hash: hex(1) }))).toBe('other-seed')
  })

  const without = (ticket: number) => ({
    entries: EIGHT.filter((one) => one.ticket !== ticket),
    order: made().order.filter((one) => one !== ticket),
  })
  const changed = (more: Partial<DrawEntry>) => ({ entries: [{ ...entry(1), ...more }, ...EIGHT.slice(1)] })
  const drawn = (list: DrawEntry[]) => ({ entries: list, order: drawOrder(SEED, list) })
  const tampered: Record<string, Partial<Draw>> = {
    'two tickets swapped': { order: [made().order[1] as number, made().order[0] as number, ...made().order.slice(2)] },
    'a ticket missing from the order': { order: made().order.slice(1) },
    'a ticket twice in the order': { order: [...made().order, made().order[0] as number] },
    'a ticket removed from the list': without(8),
    'a ticket removed from the list, and drawn again': drawn(without(2).entries),
    'the caller’s ticket removed from the list, and drawn again': { ...drawn(EIGHT.slice(0, -1)), mine: [8] },
    'a ticket added': { entries: [...EIGHT, entry(9)], order: [...made().order, 9] },
    'a ticket number used twice': drawn([...EIGHT.slice(1), entry(2)]),
    'changed lots': changed({ lots: 1 }),
    'more lots than the maximum': drawn([entry(1, MAX_LOTS + 1), ...EIGHT.slice(1)]),
    'no lots at all': changed({ lots: 0 }),
    'half a lot': changed({ lots: 1.5 }),
    'a changed size': changed({ size: 2 }),
    'a changed ticket number': changed({ ticket: 9 }),
  }
  test.each(Object.entries(tampered))('finds %s', (_, how) => {
    expect(checkDraw(made(how))).toBe('other-order')
  })
})
