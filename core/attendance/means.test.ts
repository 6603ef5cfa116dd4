import { isSelfCheckIn, MEANS, meansOf } from './means'

test.each([
  ['YK2:ABC', 'scan'],
  ['YK2:', 'scan'],
  ['12345678', 'code'],
  ['1234 5678', 'code'],
  [' 12-34 56-78 ', 'code'],
  ['00000000', 'code'],
  ['hp001.0123456789abcdef', 'hand'],
  ['1234567', null],
  ['123456789', null],
  ['１２３４５６７８', 'code'],
  ['１２３４　５６７８', 'code'],
  ['1234·5678', 'code'],
  ['1234—5678', 'code'],
  ['yk2:ABC', null],
  ['YK1:ABC', null],
  ['https://example.com/', null],
  ['hp001.talk-2611231400', null],
  ['', null],
])('%j is %s', (pass, means) => {
  expect(meansOf(pass)).toBe(means)
})

test('a person checks in themselves by the code on a screen or on paper', () => {
  expect(MEANS.filter(isSelfCheckIn)).toEqual(['screen', 'wall'])
})
