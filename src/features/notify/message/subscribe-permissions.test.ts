import { templatesToAsk } from '@core/notify/message'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { onOnline } from '@/platform/network/connectivity'
import { requestSubscriptions } from '@/platform/wechat/subscribe-messages'
import { askSubscriptions, loadTemplates } from './subscribe-permissions'

jest.mock('@/platform/network/cloud', () => ({ cloud: jest.fn(), onLoginEnded: jest.fn() }))
jest.mock('@/platform/network/to-outcome', () => ({ toOutcome: (answer: unknown) => answer }))
jest.mock('@/platform/network/connectivity', () => ({ onOnline: jest.fn() }))
jest.mock('@/platform/storage/device-ids', () => ({ randomId: jest.requireActual('node:crypto').randomUUID }))
jest.mock('@/platform/wechat/subscribe-messages', () => ({ canSubscribe: true, requestSubscriptions: jest.fn() }))

const prompt = requestSubscriptions as unknown as jest.Mock
const called = cloud as unknown as jest.Mock
const TEMPLATES = templatesToAsk(true).map((name) => ({ name, id: name }))
let signal = false
let online: (() => unknown) | undefined
const [[endLogin]] = (onLoginEnded as unknown as jest.Mock).mock.calls
const told = () =>
  called.mock.calls.filter(([endpoint]) => endpoint === 'allow').map(([, { key, body }]) => ({ key, body }))

beforeEach(async () => {
  signal = false
  endLogin()
  ;(onOnline as unknown as jest.Mock).mockImplementation((listener: () => unknown) => {
    online = listener
    return () => {
      online = undefined
    }
  })
  prompt.mockReset().mockImplementation(async (ids: string[]) => ids)
  called.mockReset().mockImplementation(async (endpoint: string) => {
    if (endpoint === 'permissions') return { state: 'done', answer: { templates: TEMPLATES } }
    return signal ? { state: 'done', answer: {} } : { state: 'no-signal' }
  })
  await loadTemplates()
})

test('a tap offline tells the cloud once, and the next tap does not prompt for the same again', async () => {
  await askSubscriptions(false)
  expect(prompt).toHaveBeenCalledTimes(1)
  expect(told()).toHaveLength(1)
  await askSubscriptions(false)
  expect(prompt).toHaveBeenCalledTimes(1)
  expect(told()).toHaveLength(2)
  expect(told()[1]).toEqual(told()[0])
})

test('what was not told is told under its own key as soon as the phone is online, once', async () => {
  await askSubscriptions(false)
  signal = true
  await online?.()
  expect(told()).toHaveLength(2)
  expect(told()[1]).toEqual(told()[0])
  expect(online).toBeUndefined()
  await askSubscriptions(false)
  expect(prompt).toHaveBeenCalledTimes(2)
  expect(told()).toHaveLength(3)
  expect(told()[2]?.key).not.toBe(told()[0]?.key)
})

test('a permission is not told for the next person on this phone', async () => {
  await askSubscriptions(false)
  endLogin()
  signal = true
  await loadTemplates()
  expect(told()).toHaveLength(1)
  expect(online).toBeUndefined()
})
