import fc from 'fast-check'
import { dispositionOf } from './disposition'

test.each([
  ['综合体 2026-11-23.xlsx', '2026-11-23.xlsx', '%E7%BB%BC%E5%90%88%E4%BD%93%202026-11-23.xlsx'],
  ['a"b;c\r\n.csv', 'abc.csv', 'a%22b%3Bc.csv'],
  ["it's (1)*.csv", 'its 1.csv', 'it%27s%20%281%29%2A.csv'],
])('%j gets an ASCII fallback and the name in UTF-8', (name, plain, whole) => {
  expect(dispositionOf(name)).toBe(`attachment; filename="${plain}"; filename*=UTF-8''${whole}`)
})

test('no file name breaks out of the header, and every one survives decoding', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const header = dispositionOf(name)
      const [, whole = ''] = /^attachment; filename="[\w. -]*"; filename\*=UTF-8''([\w.~!%-]*)$/.exec(header) ?? []
      expect(header).toMatch(/^[\x20-\x7e]+$/)
      expect(decodeURIComponent(whole)).toBe(name.replace(/[\p{Cc}\p{Cs}]/gu, ''))
    }),
  )
})
