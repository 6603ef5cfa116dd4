import { readFileSync } from 'node:fs'
import { MAX_STACK, type PageInStack, planNavigation, TABS, tabUrl } from './navigation-plan'

const page = (url: string, own: object = {}): PageInStack => {
  const [route = '', query = ''] = url.split('?')
  return { route, params: { ...Object.fromEntries(new URLSearchParams(query)), $taroTimestamp: 1, ...own } }
}
const NEARBY = page('pages/nearby/index')
const SESSION = page('pages/session/index?id=s1')
const BOOKING = page('pages/booking/index?id=b1')

test.each([
  ['opens a page that is not open', [NEARBY], '/pages/session/index?id=s1', { way: 'open' }],
  ['opens the same page of another thing', [NEARBY, SESSION], '/pages/session/index?id=s2', { way: 'open' }],
  ['returns to a page below', [NEARBY, SESSION, BOOKING], '/pages/session/index?id=s1', { way: 'back', delta: 1 }],
  [
    'returns to the upper one of two',
    [SESSION, NEARBY, SESSION, BOOKING],
    '/pages/session/index?id=s1',
    { way: 'back', delta: 1 },
  ],
  ['stays on the page shown', [NEARBY, SESSION], '/pages/session/index?id=s1', { way: 'stay' }],
  [
    'tells an encoded parameter',
    [NEARBY, page('pages/session/index?id=s%201'), BOOKING],
    '/pages/session/index?id=s%201',
    { way: 'back', delta: 1 },
  ],
  [
    'tells h5’s leading slash and stamp',
    [NEARBY, page('/pages/session/index?id=s1', { stamp: 'A' }), BOOKING],
    '/pages/session/index?id=s1',
    { way: 'back', delta: 1 },
  ],
  ['opens a page with one parameter more', [NEARBY, SESSION], '/pages/session/index?id=s1&from=inbox', { way: 'open' }],
  ['opens a page with one parameter less', [NEARBY, SESSION], '/pages/session/index', { way: 'open' }],
  ['switches to a tab page even if it is open below', [NEARBY, SESSION], '/pages/nearby/index', { way: 'tab' }],
])('%s', (_, stack, url, plan) => expect(planNavigation(stack, url)).toEqual(plan))

test('replaces the page shown only at the limit of WeChat’s stack', () => {
  const stack = Array.from({ length: MAX_STACK - 1 }, (_, nth) => page(`pages/session/index?id=s${nth}`))
  expect(planNavigation(stack, '/pages/booking/index?id=b1')).toEqual({ way: 'open' })
  expect(planNavigation([...stack, BOOKING], '/pages/booking/index?id=b2')).toEqual({ way: 'replace' })
  expect(planNavigation([...stack, BOOKING], '/pages/session/index?id=s0')).toEqual({ way: 'back', delta: 9 })
})

test('without a way back, an open page is returned to and any other replaces the one shown', () => {
  expect(planNavigation([NEARBY, SESSION], '/pages/booking/index?id=b1', true)).toEqual({ way: 'replace' })
  expect(planNavigation([NEARBY, SESSION, BOOKING], '/pages/session/index?id=s1', true)).toEqual({
    way: 'back',
    delta: 1,
  })
})

test('the tabs are those of app.config.ts', () => {
  const config = readFileSync('src/app.config.ts', 'utf8')
  const listed = [...config.matchAll(/pagePath: '([^']+)'/g)].map(([, path]) => `/${path}`)
  expect(listed).toEqual(TABS.map(tabUrl))
})
