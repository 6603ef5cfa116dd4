import { numberToDial } from './station'

test('the number of a real station is offered for dialling, that of a demo station is not', () => {
  const phone = '020-00000001'
  expect(numberToDial({ phone })).toBe(phone)
  expect(numberToDial({ phone, demo: true })).toBeUndefined()
})
