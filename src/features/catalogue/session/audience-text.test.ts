import type { OfferingView } from '@core/catalogue/session'
import { fill } from '@core/words/fill'
import hans from '@/words/zh-hans.json'
import { sayAudience } from './audience-text'

const words = { t: (word: keyof typeof hans, values?: Record<string, unknown>) => fill(hans[word], values) }
const offering = { audience: {}, people: 4 } as OfferingView
test.each([
  [undefined, '谁都可以来 · 一次最多 4 位'],
  [10, '谁都可以来 · 一次最多 4 位'],
  // The smaller of both limits is the one that refuses.
  [2, '谁都可以来 · 一次最多 2 位'],
  [1, '谁都可以来 · 一次 1 位'],
  [0, '谁都可以来'],
])('with a capacity of %j: %s', (capacity, text) => {
  expect(sayAudience(words, offering, capacity)).toBe(text)
})
