import type { Station, Street } from '../place/station'
import { LANGUAGES } from '../words/say'
import { DEPARTMENTS, ROLE_NAMES, type Role } from './role'
import { sayDepartment, sayDoes, sayPlace, sayTitle } from './role-words'

const pack = {
  stations: [{ id: 'hp001', name: '综合体' } as Station],
  streets: [{ code: '440112012', name: '萝岗街道' } as Street],
}

test.each(LANGUAGES)('every role and every department has a text in %s', (language) => {
  const texts = [
    ...ROLE_NAMES.flatMap((name) => [sayTitle(language, name), sayDoes(language, name)]),
    ...DEPARTMENTS.map((code) => sayDepartment(language, code)),
  ]
  expect(texts.filter((text) => !text)).toEqual([])
  expect(new Set(texts).size).toBe(texts.length)
})
test.each<[Role, string]>([
  [{ role: 'station', scope: 'hp001' }, '综合体'],
  [{ role: 'staff', scope: 'hp001' }, '综合体'],
  [{ role: 'member', scope: 'hp001' }, '综合体'],
  [{ role: 'street', scope: '440112012' }, '萝岗街道'],
  [{ role: 'department', scope: 'tax' }, '税务'],
  [{ role: 'district' }, ''],
  // Of another district, or the pack is not loaded yet.
  [{ role: 'staff', scope: 'hp404' }, 'hp404'],
])('%j is at “%s”', (role, place) => {
  expect(sayPlace('zh-hans', role, pack)).toBe(place)
})
test('without a pack the code is shown', () => {
  expect(sayPlace('zh-hans', { role: 'staff', scope: 'hp001' }, undefined)).toBe('hp001')
})
