import type { Offering } from '@core/catalogue/offering'
import { findDraftFault, newOffering } from './offering-draft'

const draft = (change: Partial<Offering>): Offering => ({ ...newOffering('hp001', 'talk'), title: '讲座', ...change })

test('a new offering lacks only its name', () => {
  expect(findDraftFault(newOffering('hp001', 'talk'))).toEqual({ word: 'offering.title-needed' })
  expect(findDraftFault(draft({}))).toBeUndefined()
})

test('a draw before booking opens is explained before anything is sent', () => {
  expect(findDraftFault(draft({ openDays: 1, drawMinutes: 2880 }))).toEqual({
    why: { refusal: 'bad-template', where: 'drawMinutes' },
  })
  expect(findDraftFault(draft({ openDays: 3, drawMinutes: 2880 }))).toBeUndefined()
  expect(findDraftFault(draft({ openDays: 1, cancelMinutes: 2881 }))).toEqual({
    why: { refusal: 'bad-template', where: 'cancelMinutes' },
  })
})

test('ages in reverse and a rule without a day are named', () => {
  expect(findDraftFault(draft({ audience: { fromAge: 8, toAge: 3 } }))).toEqual({ word: 'offering.ages-crossed' })
  const [template] = newOffering('hp001', 'talk').templates
  const templates = template ? [{ ...template, rrule: 'FREQ=WEEKLY;BYDAY=' }] : []
  expect(findDraftFault(draft({ templates }))).toEqual({ word: 'offering.days-needed' })
})
