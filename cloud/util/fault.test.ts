import { describeFault } from './fault'

const withStack = (fault: Error, stack: string): Error => Object.assign(fault, { stack })

test('a fault is described by its type, SQLSTATE, constraint, message and stack', () => {
  const fault = withStack(
    Object.assign(new TypeError('no row'), { code: '23505', constraint: 'booking_pkey' }),
    'TypeError: no row\n    at book (cloud.js:1:2)\n    at process.processTicksAndRejections (node:internal)',
  )
  expect(describeFault(fault)).toBe(
    'TypeError 23505 booking_pkey: no row\n    at book (cloud.js:1:2)\n    at process.processTicksAndRejections (node:internal)',
  )
})

test.each([
  'invalid input syntax for type uuid: "13800138000"',
  'Unexpected token 张, "{"name":张三"... is not valid JSON',
  'value too long: 张三丰 (zhang@example.com, 13800138000)',
  "no such person: 'Zhang San'",
  'Key (phone)=(138 0013 8000 → 13800138000) exists',
  'no\n    at 张三 13800138000',
])('user input in the message is redacted: %s', (message) => {
  const text = describeFault(new Error(message))
  expect(text).not.toMatch(/张|三|Zhang|1380|8000/)
  expect(text).toContain('fault.test')
})

test('a thrown value that is no Error is not shown', () => {
  expect(describeFault('张三')).toBe('not an error')
  expect(describeFault(undefined)).toBe('not an error')
})

test('a message of several lines is one line of JSON', () => {
  expect(JSON.stringify({ error: describeFault(new Error('a\nb')) }).split('\n')).toHaveLength(1)
})
