import { hostOf } from './host'

test.each([
  ['ty.example.cn', 'ty.example.cn'],
  ['TY.Example.CN', 'ty.example.cn'],
  ['ty.example.cn:8443', 'ty.example.cn'],
  ['ty.example.cn.', 'ty.example.cn'],
  ['ty.example.cn.:443', 'ty.example.cn'],
  ['天园.中国', 'xn--fcsv5c.xn--fiqs8s'],
  ['XN--FCSV5C.xn--FIQS8S:80', 'xn--fcsv5c.xn--fiqs8s'],
  ['127.0.0.1:8080', '127.0.0.1'],
  ['[::1]:8080', '[::1]'],
])('%s is %s', (header, host) => {
  expect(hostOf(header)).toBe(host)
})

test.each([
  undefined,
  '',
  ' ',
  '.',
  ':80',
  'a b',
  'ty.example.cn:',
  'ty.example.cn:x',
  'ty.example.cn..',
  'a/b',
  'me@ty',
])('%s is none', (header) => {
  expect(hostOf(header)).toBeUndefined()
})
