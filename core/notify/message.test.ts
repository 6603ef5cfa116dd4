import { asksFor, POSTED, TEMPLATES, thing, valuesOf } from './message'

const about = { title: '讲座', stationName: '综合体', startsAt: '2026-11-24T06:05:00.000Z' }

test('what matters most comes first, and each template keeps to its rank', () => {
  expect(POSTED.map(({ rank }) => rank)).toEqual(POSTED.map((_, at) => at + 1))
  expect([...new Set(POSTED.map(({ template }) => template))]).toEqual([...TEMPLATES])
})

test.each(POSTED)('$kind: what it is about, when, and what has happened, each within WeChat’s limits', ({ kind }) => {
  const values = valuesOf({ kind, ...about, until: '2026-11-23T11:00:00.000Z' })
  expect(values).toMatchObject({ thing1: '讲座', time2: '2026年11月24日 14:05' })
  expect(values.thing3?.length).toBeLessThanOrEqual(20)
  expect(values.thing3).not.toMatch(/[{}…]/)
})

test('an offer says until when, the day before says where', () => {
  expect(valuesOf({ kind: 'offered', ...about, until: '2026-11-23T11:00:00.000Z' }).thing3).toBe(
    '有位子了，19:00 前点接受',
  )
  expect(valuesOf({ kind: 'tomorrow', ...about }).thing3).toBe('综合体')
})

test.each([
  ['讲座', '讲座'],
  ['字'.repeat(20), '字'.repeat(20)],
  ['字'.repeat(21), `${'字'.repeat(19)}…`],
  [`${'字'.repeat(18)}👵👵`, `${'字'.repeat(18)}…`],
  ['一\n二\t 三 ', '一 二 三'],
  [' ', '–'],
])('“%s” is told as “%s”', (text, told) => {
  expect(thing(text)).toBe(told)
})

test('who books is asked for two, who waits for three', () => {
  expect([asksFor(false), asksFor(true)]).toEqual([['moved', 'tomorrow'], [...TEMPLATES]])
})
