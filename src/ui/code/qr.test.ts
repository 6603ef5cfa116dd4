import { readQr } from '../../../e2e/read-qr'
import { qrImage } from './qr'

test.each([
  'YK2:%69 VD92EX0F02-R5FKJ2:.K',
  'https://yike.example/w?code=YW1%3AW50ZV2A8E746C*5AECWODTF6%2596QF6-96',
  `YW1:${'Z'.repeat(160)}`,
])('the QR image decodes to %s', (text) => expect(readQr(qrImage(text))).toBe(text))

test('the image is base64, which WeChat draws on every phone', () =>
  expect(qrImage('YK2:%69 VD92EX0F02-R5FKJ2:.K')).toMatch(/^data:image\/svg\+xml;base64,[A-Za-z0-9+/]+=*$/))
