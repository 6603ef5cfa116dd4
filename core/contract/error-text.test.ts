import { LANGUAGES, sayRefusal } from '../words/say'
import type { Endpoint } from './endpoint'
import { endpoints } from './endpoints'
import { sayError, sayField } from './error-text'
import { fieldPaths } from './field-paths'

const paths = (Object.values(endpoints) as Endpoint[]).flatMap(({ query, body }) =>
  [query, body].flatMap((schema) => fieldPaths(schema)),
)
const LATIN = /[A-Za-z]/

test('an invalid field is named by its label, in a list with its row', () => {
  expect(sayError('zh-hans', 'bad-input', { where: 'born' })).toBe('“出生年月”填得不对，请检查后再试。')
  expect(sayError('zh-hans', 'bad-input', { where: 'offering.templates.1.capacity' })).toBe(
    '“第 2 个时间的名额”填得不对，请检查后再试。',
  )
  expect(sayField('en', 'offering.people')).toBe('People per booking')
  expect(sayField('en', 'people.0')).toBe('Who is coming')
})

test('no path of the contract stands in a text', () => {
  expect(paths).toContain('offering.drawMinutes')
  for (const path of paths) {
    expect(sayError('zh-hans', 'bad-input', { where: path })).not.toMatch(LATIN)
    expect(sayError('zh-hant', 'bad-input', { where: path })).not.toMatch(LATIN)
    expect(sayError('en', 'bad-input', { where: path })).not.toContain(path.includes('.') ? path : `“${path}”`)
  }
})

test.each(LANGUAGES)('what is wrong with an offering is said without the name of a field, in %s', (language) => {
  const faults = [
    'templates.0.rrule',
    'templates.0.at',
    'templates.0.minutes',
    'templates.1.slots',
    'drawMinutes',
    'cancelMinutes',
  ]
  const said = faults.map((where) => sayRefusal(language, { refusal: 'bad-template', where }))
  expect(new Set(said).size).toBe(faults.length)
  for (const [at, text] of said.entries()) {
    expect(text).not.toMatch(/[{}]|templates|[a-z]+Minutes|rrule/)
    if (language !== 'en') expect(text).not.toMatch(LATIN)
    expect(text.includes('2')).toBe(at === 3)
  }
})
