import { readFileSync } from 'node:fs'
import { cloud } from '@/platform/network/cloud'
import { useWards } from './ward-store'

jest.mock('@/platform/network/cloud', () => ({ cloud: jest.fn(), onLoginEnded: jest.fn() }))
jest.mock('@/platform/network/to-outcome', () => ({ toOutcome: (answer: unknown) => answer }))

const asked = cloud as unknown as jest.Mock
/** Answers the request made `nth`, with one ward of this name. */
const answers: ((name: string) => void)[] = []
const wardsNow = () => useWards.getState().wards?.map(({ name }) => name)

beforeEach(() => {
  jest.useFakeTimers()
  answers.length = 0
  useWards.setState({ asked: '', found: undefined, wards: undefined, loaded: undefined })
  asked.mockReset().mockImplementation(
    () =>
      new Promise((resolve) => {
        answers.push((name) => resolve({ state: 'done', answer: { wards: [{ id: name, name }] } }))
      }),
  )
})
afterEach(() => jest.useRealTimers())

test('typing asks the cloud once, after it pauses, for the whole term', () => {
  for (const part of ['陈', '陈秀', '陈秀兰']) useWards.getState().type(part)
  expect(useWards.getState().asked).toBe('陈秀兰')
  expect(asked).not.toHaveBeenCalled()
  jest.runAllTimers()
  expect(asked.mock.calls).toEqual([['wards', { query: { q: '陈秀兰' } }]])
})

test('a search at once replaces the one being typed', () => {
  useWards.getState().type('陈')
  useWards.getState().search('陈')
  jest.runAllTimers()
  expect(asked).toHaveBeenCalledTimes(1)
})

test('the answer to the last request wins, though an earlier one comes after it', async () => {
  const first = useWards.getState().search('')
  const last = useWards.getState().search('')
  answers[1]?.('new')
  await last
  answers[0]?.('old')
  await first
  expect(wardsNow()).toEqual(['new'])
})

test('every search field asks only after the typing', () => {
  expect(readFileSync('src/manager/pages/proxy-booking/ward-list.tsx', 'utf8')).toMatch(
    /<SearchField [^>]*onChange=\{type\}/,
  )
  expect(readFileSync('src/pages/nearby/use-nearby.ts', 'utf8')).toContain('return afterTyping(ask)')
})
