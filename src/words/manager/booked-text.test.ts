import type { Session } from '@core/catalogue/session'
import { fill } from '@core/words/fill'
import general from '../zh-hans.json'
import { sayBooked } from './booked-text'
import manager from './zh-hans.json'

const hans = { ...general, ...manager }
const words = { t: (word: keyof typeof hans, values?: Record<string, unknown>) => fill(hans[word], values) }
const session = (change: Partial<Session>): Session => ({
  id: 'hp001.talk-2611231400',
  station: 'hp001',
  offering: 'hp001-talk',
  kind: 'activity',
  title: '讲座',
  startsAt: '2026-11-23T06:00:00.000Z',
  endsAt: '2026-11-23T07:00:00.000Z',
  capacity: 12,
  taken: 5,
  left: 7,
  waiting: 0,
  status: 'open',
  version: 1,
  ...change,
})
const draw = { at: '2026-11-22T06:00:00.000Z', done: false }

test.each<[string, Partial<Session>, string]>([
  ['seats taken', {}, '已约 5 位'],
  // Seats held for a group that was overtaken are neither left nor taken.
  ['seats held', { left: 0 }, '已约 5 位'],
  ['called off', { status: 'called-off', taken: 0, left: 0 }, ''],
  ['before the draw', { taken: 0, left: 0, waiting: 3, draw }, '3 组已报名'],
  ['after the draw', { taken: 12, left: 0, waiting: 1, draw: { ...draw, done: true } }, '已约 12 位'],
])('how many have booked: %s', (_, change, text) => {
  expect(sayBooked(words, session(change))).toBe(text)
})
