import type { LoginWays } from '@core/contract/endpoints/account/login'
import { requestWechatLogin, takeLoginReturn } from './wechat-login.h5'

jest.mock('../app/navigation', () => ({ urlBelow: () => '/pages/mine/index' }))

const ways = { official: { appid: 'wx1', authorize: 'http://127.0.0.1:1/phone/authorize' } } as LoginWays
const replace = jest.fn()
const browser = globalThis as Record<string, unknown>

/** A browser at this address; its storage is a map, or forbidden. */
function openBrowser(hash: string, stored?: Map<string, string>) {
  const names = {
    location: { hash, origin: 'https://yike.test', pathname: '/', replace },
    history: { replaceState() {} },
  }
  for (const [name, value] of Object.entries(names)) browser[name] = value
  Object.defineProperty(globalThis, 'sessionStorage', {
    configurable: true,
    get() {
      if (!stored) throw new Error('SecurityError')
      return {
        getItem: (key: string) => stored.get(key) ?? null,
        setItem: (key: string, value: string) => stored.set(key, value),
        removeItem: (key: string) => stored.delete(key),
      }
    },
  })
}
beforeEach(() => replace.mockClear())
afterAll(() => {
  for (const name of ['location', 'history', 'sessionStorage']) delete browser[name]
})

test('a code comes back with the state of this tab, once', () => {
  const stored = new Map<string, string>()
  openBrowser('#/pages/login/index', stored)
  void requestWechatLogin(ways)
  const state = new URL(String(replace.mock.calls[0]?.[0])).searchParams.get('state')
  openBrowser(`#/pages/login/index?code=c1&state=${state}`, stored)
  expect(takeLoginReturn()).toEqual({ official: 'c1', to: '/pages/mine/index' })
  expect(takeLoginReturn()).toBe('strange')
})

describe('where the browser forbids storage', () => {
  test('nobody is sent away: the code could not be accepted when it came back', async () => {
    openBrowser('#/pages/login/index')
    expect(await requestWechatLogin(ways)).toBe('blocked')
    expect(replace).not.toHaveBeenCalled()
  })
  test('a code that comes back is rejected like one without an attempt', () => {
    openBrowser('#/pages/login/index?code=c1&state=s1')
    expect(takeLoginReturn()).toBe('strange')
  })
})

test('a stored state that is no JSON counts as none', () => {
  openBrowser('#/pages/login/index?code=c1&state=s1', new Map([['yike.official', '{']]))
  expect(takeLoginReturn()).toBe('strange')
})
