import { commandLine } from './command-line'

test.each([
  [true, '', 'npm run district'],
  [true, '--district ty', 'npm run district -- --district ty'],
  [false, '', 'node dist/cloud/district.mjs'],
  [false, '--district ty', 'node dist/cloud/district.mjs --district ty'],
])('started by npm: %s, arguments “%s”', (byNpm, args, line) => {
  expect(commandLine('district', args, byNpm)).toBe(line)
})
