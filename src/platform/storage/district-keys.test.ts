import { KEYS, type read, type write } from './storage'

const mockStored = new Map<string, string>()
let mockFull = false
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    getStorageInfoSync: () => ({ keys: [...mockStored.keys()] }),
    getStorageSync: (key: string) => mockStored.get(key) ?? '',
    setStorageSync(key: string, value: string) {
      if (mockFull) throw new Error('full')
      mockStored.set(key, value)
    },
    removeStorageSync: (key: string) => mockStored.delete(key),
  },
}))

/** The storage of an app that has just been started. */
function start(districtId: string): { read: typeof read; write: typeof write } {
  jest.resetModules()
  jest.doMock('@/platform/app/district', () => ({ districtId }))
  return jest.requireActual('./storage')
}
beforeEach(() => {
  mockStored.clear()
  mockFull = false
})

test('districts on one phone do not see each other’s values', () => {
  start('hp').write(KEYS.token, 'of hp')
  expect(start('ty').read(KEYS.token)).toBeUndefined()
  start('ty').write(KEYS.token, 'of ty')
  expect(start('hp').read(KEYS.token)).toBe('of hp')
  expect([...mockStored.keys()].sort()).toEqual(['yike.hp.token', 'yike.ty.token'])
})

test('what was stored before the app knew its district goes to it, once', () => {
  start('').write(KEYS.token, 'old')
  start('').write(KEYS.scansAside, 'unsent')
  expect(start('hp').read(KEYS.token)).toBe('old')
  expect([...mockStored.entries()].sort()).toEqual([
    ['yike.hp.scans.aside', 'unsent'],
    ['yike.hp.token', 'old'],
  ])
  expect(start('ty').read(KEYS.token)).toBeUndefined()
})

test('an old value replaces none that is newer', () => {
  mockStored.set('yike.token', 'old').set('yike.hp.token', 'new')
  expect(start('hp').read(KEYS.token)).toBe('new')
})

test('where the storage is full nothing is lost: it is moved at a later start', () => {
  mockStored.set('yike.scans', 'unsent')
  mockFull = true
  start('hp').read(KEYS.scans)
  mockFull = false
  expect(start('hp').read(KEYS.scans)).toBe('unsent')
})

test('without an id the names are those of before', () => {
  start('').write(KEYS.pack, 'pack')
  expect([...mockStored.keys()]).toEqual(['yike.pack'])
})
