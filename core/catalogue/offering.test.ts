import * as v from 'valibot'
import { Reason } from '../booking/closing-day'
import { deadlineBeforeOpening, Offering, SessionTemplate } from './offering'

const template = { rrule: 'FREQ=DAILY', at: '09:00', minutes: 60, slots: 1, capacity: 3 }
const offering = {
  id: 'hp001-talk',
  station: 'hp001',
  kind: 'activity',
  title: '讲座',
  summary: '',
  audience: {},
  people: 1,
  openDays: 7,
  cancelMinutes: 0,
  templates: [],
}
const letters = (count: number) => '字'.repeat(count)
const rule = (count: number) => 'A'.repeat(count)
const templates = (count: number) => Array(count).fill(template)

/** Minimum and maximum of each field, and values just outside. */
test.each<[keyof SessionTemplate, unknown[], unknown[]]>([
  ['rrule', [rule(200)], [rule(201)]],
  ['minutes', [5, 1440], [4, 1441, 5.5]],
  ['slots', [1, 96], [0, 97]],
  ['capacity', [1, 100_000], [0, 100_001]],
])('a template’s %s is valid up to its bounds, and invalid beyond', (field, valid, invalid) => {
  const isValid = (value: unknown) => v.is(SessionTemplate, { ...template, [field]: value })
  expect([valid.map(isValid), invalid.map(isValid)]).toEqual([valid.map(() => true), invalid.map(() => false)])
})
test.each<[keyof Offering, unknown[], unknown[]]>([
  ['title', [letters(1), letters(40)], ['', ' ', letters(41)]],
  ['summary', ['', letters(300)], [letters(301)]],
  ['people', [1], [0]],
  ['openDays', [1], [0]],
  ['cancelMinutes', [0], [-1]],
  ['lateMinutes', [0, 240], [-1, 241]],
  ['drawMinutes', [10, 20_160], [9, 20_161]],
  ['templates', [[], templates(100)], [templates(101)]],
])('an offering’s %s is valid up to its bounds, and invalid beyond', (field, valid, invalid) => {
  const isValid = (value: unknown) => v.is(Offering, { ...offering, [field]: value })
  expect([valid.map(isValid), invalid.map(isValid)]).toEqual([valid.map(() => true), invalid.map(() => false)])
})
test('a reason has 1 to 60 characters', () => {
  expect([letters(1), letters(60)].every((reason) => v.is(Reason, reason))).toBe(true)
  expect(['', ' ', letters(61)].some((reason) => v.is(Reason, reason))).toBe(false)
})

test('a draw must come after the opening of booking', () => {
  const terms = { openDays: 2, cancelMinutes: 0, templates: [] }
  expect(deadlineBeforeOpening({ ...terms, drawMinutes: 2879 })).toBeUndefined()
  expect(deadlineBeforeOpening({ ...terms, drawMinutes: 2880 })).toBe('drawMinutes')
  expect(deadlineBeforeOpening(terms)).toBeUndefined()
})
test('cancelling must not end before the opening of booking, at the start of a day', () => {
  const at = (clock: string) => ({ rrule: 'FREQ=DAILY', at: clock, minutes: 60, capacity: 5 })
  const ends = (cancelMinutes: number, ...templates: ReturnType<typeof at>[]) =>
    deadlineBeforeOpening({ openDays: 1, cancelMinutes, templates })
  expect([ends(1440), ends(1441)]).toEqual([undefined, 'cancelMinutes'])
  expect([ends(2000, at('10:00')), ends(2880, at('10:00'))]).toEqual([undefined, 'cancelMinutes'])
  expect([ends(2000, at('10:00'), at('09:20')), ends(2001, at('10:00'), at('09:20'))]).toEqual([
    undefined,
    'cancelMinutes',
  ])
})
