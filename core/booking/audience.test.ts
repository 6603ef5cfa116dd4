import type { Person } from '../account/person'
import type { Audience } from '../catalogue/offering'
import { checkAudience, mayCome } from './booking'

/** Monday 23 November 2026, 14:00 to 15:00 in China. */
const START = '2026-11-23T06:00:00.000Z'
const person = (name: string, more: Partial<Person> = {}): Person => ({
  id: name,
  name,
  relation: 'self',
  standing: [],
  ...more,
})
const MEI = person('林晓梅', { born: '1990-05' })

describe('an audience', () => {
  const born = (name: string, month?: string) => person(name, month ? { born: month } : {})
  const refusalOf = (audience: Audience, ...people: Person[]) => {
    const result = checkAudience(audience, people, START)
    return result.ok ? undefined : result.why
  }
  test('without conditions excludes nobody', () => {
    expect(refusalOf({}, born('不说'))).toBeUndefined()
  })
  test('with age limits includes both, on the day of the session', () => {
    const ages = { fromAge: 3, toAge: 8 }
    // The month is enough: born on the first of it to be old enough, on the last of it to be young enough.
    expect(refusalOf(ages, born('三岁', '2023-11'), born('八岁', '2017-11'))).toBeUndefined()
    expect(refusalOf(ages, born('两岁', '2023-12'))).toEqual({ refusal: 'too-young', names: '两岁', fromAge: 3 })
    expect(refusalOf(ages, born('九岁', '2017-10'))).toEqual({ refusal: 'too-old', names: '九岁', toAge: 8 })
  })
  test('may have one age limit only', () => {
    expect(refusalOf({ fromAge: 60 }, born('陈伯安', '1950-09'))).toBeUndefined()
    expect(refusalOf({ fromAge: 60 }, MEI)).toMatchObject({ refusal: 'too-young' })
    expect(refusalOf({ toAge: 8 }, MEI)).toMatchObject({ refusal: 'too-old' })
  })
  test('with age limits first asks for missing birth months', () => {
    const why = refusalOf({ fromAge: 3 }, born('甲'), born('乙', '2025-01'), born('丙'))
    expect(why).toEqual({ refusal: 'age-unknown', names: '甲、丙' })
  })
  test.each([
    ['member', 'only-members'],
    ['veteran', 'only-veterans'],
    ['worker', 'only-workers'],
    ['enterprise', 'only-enterprises'],
  ] as const)('for each %s only', (only, refusal) => {
    expect(
      refusalOf({ only }, person('有', { standing: ['member', 'veteran', 'worker', 'enterprise'] })),
    ).toBeUndefined()
    expect(refusalOf({ only }, person('有', { standing: [only] }), person('甲'), person('乙'))).toEqual({
      refusal,
      names: '甲、乙',
    })
  })
  test('for households needs a child and an adult, and the age limits apply to the child', () => {
    const child = born('小宝', '2020-03')
    const family: Audience = { household: true, fromAge: 3, toAge: 8 }
    const refusal = (people: Person[]) => {
      const result = checkAudience(family, people, START)
      return result.ok ? undefined : result.why
    }
    const little = { ...child, relation: 'child' as const }
    expect(refusal([MEI, little])).toBeUndefined()
    expect(refusal([MEI])).toEqual({ refusal: 'household-needed' })
    expect(refusal([little])).toEqual({ refusal: 'household-needed' })
    expect(refusal([MEI, { ...little, born: '2010-03' }])).toEqual({ refusal: 'too-old', names: '小宝', toAge: 8 })
    expect(refusal([person('外婆'), little])).toBeUndefined()
  })
  test('for households and a standing needs one adult who has it, whoever else comes', () => {
    const members: Audience = { household: true, only: 'member' }
    const little: Person = { ...born('小宝', '2020-03'), relation: 'child' }
    const refusal = (...people: Person[]) => {
      const result = checkAudience(members, people, START)
      return result.ok ? undefined : result.why
    }
    const member = person('爸爸', { standing: ['member'] })
    expect(refusal(member, person('妈妈'), little)).toBeUndefined()
    expect(refusal(person('妈妈'), { ...little, standing: ['member'] })).toEqual({
      refusal: 'only-members',
      names: '妈妈',
    })
    expect(mayCome(members, person('妈妈'), START).ok).toBe(true)
  })
  test('for households takes nobody under 18 for the adult, whatever their relation', () => {
    const little = person('小宝', { relation: 'child', born: '2020-03' })
    const refusal = (...people: Person[]) => {
      const result = checkAudience({ household: true }, people, START)
      return result.ok ? undefined : result.why.refusal
    }
    for (const relation of ['self', 'parent', 'ward'] as const) {
      // On 23 November 2026: 18 on the 30th perhaps, and surely by then.
      expect(refusal(person('大宝', { relation, born: '2008-11' }), little)).toBe('household-needed')
      expect(refusal(person('大宝', { relation, born: '2020-01' }))).toBe('household-needed')
      expect(refusal(person('大宝', { relation, born: '2008-10' }), little)).toBeUndefined()
      expect(refusal(MEI, person('大宝', { relation, born: '2020-01' }))).toBeUndefined()
    }
  })
  test('for households checks only the age of a child, of each person alone', () => {
    const family: Audience = { household: true, toAge: 8 }
    const refusal = (one: Person) => {
      const result = mayCome(family, one, START)
      return result.ok ? undefined : result.why
    }
    expect(refusal(MEI)).toBeUndefined()
    expect(refusal(person('小宝', { relation: 'child', born: '2020-03' }))).toBeUndefined()
    expect(refusal(person('大宝', { relation: 'child', born: '2010-03' }))).toMatchObject({ refusal: 'too-old' })
    expect(mayCome({ only: 'member' }, MEI, START)).toMatchObject({ why: { refusal: 'only-members' } })
  })
  test('uses the day in China for ages, not the day in UTC', () => {
    // 2 December in China, the day after the birthday at the earliest; 1 December in UTC.
    const second = '2026-12-01T16:30:00.000Z'
    expect(checkAudience({ fromAge: 3 }, [born('小宝', '2023-12')], second).ok).toBe(true)
  })
})
