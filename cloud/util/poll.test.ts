import { poll } from './poll'

test('polls at once, then after pauses that double up to 400 ms, within the patience', async () => {
  const pauses: number[] = []
  const seen: number[] = []
  for await (const waited of poll(1_200, async (ms) => pauses.push(ms))) seen.push(waited)
  expect(pauses).toEqual([25, 50, 100, 200, 400, 400])
  expect(seen).toEqual([0, 25, 75, 175, 375, 775, 1_175])
})
test('pauses no more once the caller stops', async () => {
  const pause = jest.fn(async () => undefined)
  for await (const waited of poll(1_000, pause)) if (waited > 0) break
  expect(pause).toHaveBeenCalledTimes(1)
})
