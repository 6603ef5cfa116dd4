import { maskPhone } from './phone'

test.each([
  ['13800138000', '138****8000'],
  ['2082000001', '208****0001'],
  ['82000001', '****01'],
  ['110', '****10'],
  ['', '****'],
])('%s is shown as %s', (number, shown) => {
  expect(maskPhone(number)).toBe(shown)
})
