import * as v from 'valibot'
import {
  Born,
  HOUSEHOLD_MOST,
  isMinor,
  maskName,
  mayJoinHousehold,
  NAME_PENDING,
  nameFault,
  needsConsent,
  PersonName,
  WARDS_MOST,
} from './person'

const TODAY = '2026-11-23'
const child = { relation: 'child', born: '2020-03' } as const

describe('joining a household', () => {
  test.each([
    ['a child with consent', { ...child, consent: true }],
    ['a parent', { relation: 'parent' }],
    ['a child of 14', { relation: 'child', born: '2012-10' }],
    ['a parent under 14 with consent', { relation: 'parent', born: '2020-01', consent: true }],
    ['oneself', { relation: 'self', born: '2012-10' }],
    ['oneself of unknown age', { relation: 'self' }],
  ] as const)('%s may join', (_who, person) => {
    expect(mayJoinHousehold(person, 0, TODAY).ok).toBe(true)
  })
  test.each([
    ['a child under 14', child],
    ['a child who is 14 this month, on whichever day', { relation: 'child', born: '2012-11' }],
    ['a child who is 14 next month', { relation: 'child', born: '2012-12' }],
    ['a parent under 14', { relation: 'parent', born: '2020-01' }],
    ['a child of unknown age', { relation: 'child' }],
    ['a child, consent denied', { ...child, consent: false }],
  ] as const)('%s needs consent', (_who, person) => {
    expect(mayJoinHousehold(person, 0, TODAY)).toEqual({ ok: false, why: { refusal: 'consent-needed' } })
  })
  test('a child is 14 on the day after the last birthday that the month allows', () => {
    const born = { relation: 'child', born: '2012-11' } as const
    expect(mayJoinHousehold(born, 0, '2026-11-30').ok).toBe(false)
    expect(mayJoinHousehold(born, 0, '2026-12-01').ok).toBe(true)
  })
  test('oneself under 14 is refused, since nobody can consent for themselves', () => {
    for (const consent of [true, false, undefined])
      expect(mayJoinHousehold({ relation: 'self', born: '2012-11', consent }, 0, TODAY)).toEqual({
        ok: false,
        why: { refusal: 'consent-needed', own: true },
      })
  })
  test('is limited to ten', () => {
    expect(mayJoinHousehold({ relation: 'parent' }, HOUSEHOLD_MOST - 1, TODAY).ok).toBe(true)
    expect(mayJoinHousehold({ relation: 'parent' }, HOUSEHOLD_MOST, TODAY)).toEqual({
      ok: false,
      why: { refusal: 'household-full', most: 10 },
    })
  })
})

describe('becoming a ward', () => {
  test.each([
    ['without a birth month', {}],
    ['at 14', { born: '2012-10' }],
    ['at 88', { born: '1938-06' }],
  ])('%s needs no consent', (_who, born) => {
    expect(mayJoinHousehold({ relation: 'ward', ...born }, HOUSEHOLD_MOST, TODAY).ok).toBe(true)
  })
  test('is refused for a child under 14, whatever the worker states', () => {
    for (const consent of [true, false, undefined])
      expect(mayJoinHousehold({ relation: 'ward', born: '2012-12', consent }, 0, TODAY)).toEqual({
        ok: false,
        why: { refusal: 'consent-needed' },
      })
  })
  test('is limited to 500', () => {
    expect(mayJoinHousehold({ relation: 'ward' }, WARDS_MOST - 1, TODAY).ok).toBe(true)
    expect(mayJoinHousehold({ relation: 'ward' }, WARDS_MOST, TODAY)).toEqual({
      ok: false,
      why: { refusal: 'wards-full', most: 500 },
    })
  })
})

test.each([
  [{ relation: 'child' }, true, true],
  [{ relation: 'child', born: '2012-10' }, false, true],
  [{ relation: 'child', born: '1990-01' }, false, true],
  [{ relation: 'parent' }, false, false],
  [{ relation: 'parent', born: '2020-01' }, true, true],
  [{ relation: 'ward', born: '2012-11' }, true, true],
  [{ relation: 'ward' }, false, false],
  // 18 from 1 December, if born on the last day of the month.
  [{ relation: 'self', born: '2008-11' }, false, true],
  [{ relation: 'self', born: '2008-10' }, false, false],
  [{ relation: 'self' }, false, false],
] as const)('%j: consent is needed, %s; a child in a group, %s', (person, consent, minor) => {
  expect([needsConsent(person, TODAY), isMinor(person, TODAY)]).toEqual([consent, minor])
})

test.each([
  ['', ''],
  ['张', '张'],
  ['张三', '张*'],
  ['张小三', '张*三'],
  ['欧阳小三', '欧*三'],
  // 𠮷 and 𠀋 are two UTF-16 code units each; a lone surrogate is not a character.
  ['𠮷野', '𠮷*'],
  ['𠮷小𠀋', '𠮷*𠀋'],
])('%s is shown as %s', (name, shown) => {
  expect(maskName(name)).toBe(shown)
})
test('the placeholder of a held name is not masked', () => {
  expect(maskName(NAME_PENDING)).toBe(NAME_PENDING)
})

describe('a name', () => {
  test.each(['林晓梅', '买买提·吐尔逊', "O'Neil", 'Anna Lee', '𠮷野', '一'.repeat(80), '𠮷'.repeat(80)])(
    '%s is valid',
    (name) => {
      expect(v.parse(PersonName, name)).toBe(name)
    },
  )
  test('is trimmed', () => {
    expect(v.parse(PersonName, '  林晓梅　')).toBe('林晓梅')
  })
  test.each([
    ['no character', ''],
    ['blanks only', ' 　\t'],
    ['81 letters', '一'.repeat(81)],
    ['NUL', '林\u0000梅'],
    ['a line break', '林\n梅'],
    ['an escape', '林\u001b[31m'],
    ['a C1 control', '林\u0085梅'],
    ['a right-to-left override', '林\u202e梅'],
    ['a bidi isolate', '林\u2066梅'],
    ['a zero-width space', '林\u200b梅'],
    ['a zero-width joiner', '林\u200d梅'],
    ['a byte order mark inside', '林\ufeff梅'],
    ['a soft hyphen', '林\u00ad梅'],
    ['a line separator', '林\u2028梅'],
    ['a high surrogate', '林\ud842'],
    ['a low surrogate', '\udfb7林'],
    ['a tag character', '林\u{e0041}'],
    ['a Hangul filler', '林\u3164'],
    ['a variation selector', '林\ufe0f'],
    ['a blank Braille cell', '\u2800'],
  ])('with %s is refused', (_what, name) => {
    expect(v.is(PersonName, name)).toBe(false)
  })
})

test('the longest name in a passport (ICAO 9303) fits, with an accent on every letter', () => {
  for (const letter of ['N', 'ạ', 'x\u0323']) expect(v.is(PersonName, letter.repeat(39))).toBe(true)
})
test.each([
  ['林晓梅', undefined],
  ['  林晓梅 ', undefined],
  ['', 'needed'],
  [' 　', 'needed'],
  ['一'.repeat(80), undefined],
  ['一'.repeat(81), 'too-long'],
  [` ${'一'.repeat(80)} `, undefined],
  ['林\u3164', 'invisible'],
  ['\ud800林', 'invisible'],
  [`${'一'.repeat(81)}\u200b`, 'invisible'],
])('what is wrong with the name %j: %s', (name, fault) => {
  expect(nameFault(name)).toBe(fault)
})

test('a birth month is a valid month', () => {
  expect(v.is(Born, '2020-03')).toBe(true)
  for (const wrong of ['2020-13', '2020-03-01', '2020-3', '', 'soon']) expect(v.is(Born, wrong)).toBe(false)
})
