import { createProgressBar } from './progress-bar'

const written = (isTTY: boolean, ...steps: [done: number, all: number][]): string => {
  let text = ''
  const bar = createProgressBar('rows', {
    isTTY,
    write: (part) => {
      text += part
    },
  })
  for (const [done, all] of steps) bar(done, all)
  return text
}

test('on a terminal a bar is drawn over itself, full at the end alone', () => {
  expect(written(true, [0, 3], [2, 3], [3, 3])).toBe(
    `\rrows [${'.'.repeat(30)}] 0/3\rrows [${'#'.repeat(20)}${'.'.repeat(10)}] 2/3\rrows [${'#'.repeat(30)}] 3/3\n`,
  )
  expect(written(true, [999, 1000])).not.toContain('#'.repeat(30))
})
test('what has not changed is not drawn again', () => {
  expect(written(true, [0, 3], [0, 3])).toBe(`\rrows [${'.'.repeat(30)}] 0/3`)
})
test('elsewhere there is one line at the end', () => {
  expect(written(false, [0, 3], [2, 3], [3, 3])).toBe('rows 3\n')
})
test('of nothing the bar is full', () => {
  expect(written(true, [0, 0])).toBe(`\rrows [${'#'.repeat(30)}] 0/0\n`)
})
