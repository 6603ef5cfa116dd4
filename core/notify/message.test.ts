import { PUSHED_NOTICES, TEMPLATES, templatesToAsk, templateValues, thing } from './message'

const about = { title: '讲座', stationName: '综合体', startsAt: '2026-11-24T06:05:00.000Z' }

test('notices are ranked by importance, and templates in the same order', () => {
  expect(PUSHED_NOTICES.map(({ rank }) => rank)).toEqual(PUSHED_NOTICES.map((_, at) => at + 1))
  expect([...new Set(PUSHED_NOTICES.map(({ template }) => template))]).toEqual([...TEMPLATES])
})

test.each(PUSHED_NOTICES)('$kind: the values for subject, time and event are within WeChat’s limits', ({ kind }) => {
  const values = templateValues({ kind, ...about, until: '2026-11-23T11:00:00.000Z' })
  expect(values).toMatchObject({ thing1: '讲座', time2: '2026年11月24日 14:05' })
  expect(values.thing3?.length).toBeLessThanOrEqual(20)
  expect(values.thing3).not.toMatch(/[{}…]/)
})

test('an offer states its deadline, a reminder the station', () => {
  expect(templateValues({ kind: 'offered', ...about, until: '2026-11-23T11:00:00.000Z' }).thing3).toBe(
    '有名额了，请在 19:00 前答复',
  )
  expect(templateValues({ kind: 'tomorrow', ...about }).thing3).toBe('综合体')
})

test.each([
  ['讲座', '讲座'],
  ['字'.repeat(20), '字'.repeat(20)],
  ['字'.repeat(21), `${'字'.repeat(19)}…`],
  [`${'字'.repeat(18)}👵👵`, `${'字'.repeat(18)}…`],
  ['一\n二\t 三 ', '一 二 三'],
  [' ', '–'],
])('“%s” is sent as “%s”', (text, sent) => {
  expect(thing(text)).toBe(sent)
})

test('two permissions are asked for after booking, three on the waitlist', () => {
  expect([templatesToAsk(false), templatesToAsk(true)]).toEqual([['moved', 'tomorrow'], [...TEMPLATES]])
})
