import { KEYS } from './storage'
import { openList } from './stored-list'

const mockStored = new Map<string, string>()
const mockBroken = new Set<string>()
const mockFull = new Set<string>()
jest.mock('@tarojs/taro', () => {
  const touch = (faulty: Set<string>, key: string) => {
    if (faulty.has(key)) throw new Error('no permission')
  }
  return {
    __esModule: true,
    default: {
      getStorageSync(key: string) {
        touch(mockBroken, key)
        return mockStored.get(key) ?? ''
      },
      setStorageSync(key: string, value: string) {
        touch(mockFull, key)
        mockStored.set(key, value)
      },
      removeStorageSync: (key: string) => mockStored.delete(key),
    },
  }
})
type Item = { id: number }
const isItem = (item: unknown): item is Item => typeof (item as Item | null)?.id === 'number'
const open = () => openList(KEYS.scans, KEYS.scansAside, isItem)
const scans = () => mockStored.get(KEYS.scans)
const aside = () => mockStored.get(KEYS.scansAside)
beforeEach(() => {
  for (const all of [mockStored, mockBroken, mockFull]) all.clear()
})

test('a list is read as it was written; an empty one leaves nothing', () => {
  const list = open()
  expect([list.items, list.setAside]).toEqual([[], false])
  expect(list.write([{ id: 1 }])).toBe(true)
  expect(open().items).toEqual([{ id: 1 }])
  expect([list.write([]), scans()]).toEqual([true, undefined])
})

describe('a text that cannot be understood', () => {
  test.each(['[{"id":1', '{"id":1}', 'null', '[null]'])('is kept apart before anything is written: %s', (text) => {
    mockStored.set(KEYS.scans, text)
    const list = open()
    expect([list.items, list.setAside, aside()]).toEqual([[], true, text])
    expect(list.write([{ id: 2 }])).toBe(true)
    expect([scans(), aside()]).toEqual(['[{"id":2}]', text])
  })
  test('in part is kept apart whole, and what is understood of it stays', () => {
    mockStored.set(KEYS.scans, '[{"id":1},{"no":2}]')
    expect(open().items).toEqual([{ id: 1 }])
    expect([scans(), aside()]).toEqual(['[{"id":1}]', '[{"id":1},{"no":2}]'])
  })
  test('is reported once', () => {
    mockStored.set(KEYS.scans, '[{')
    expect([open().setAside, open().setAside]).toEqual([true, false])
  })
  test('joins those of before, each once', () => {
    for (const text of ['[1', '[2', '[2']) {
      mockStored.set(KEYS.scans, text)
      open()
    }
    expect(aside()).toBe('[1\n[2')
  })
  test('is not written over as long as it cannot be kept apart', () => {
    mockStored.set(KEYS.scans, '[{')
    mockFull.add(KEYS.scansAside)
    const list = open()
    expect([list.write([{ id: 2 }]), scans()]).toEqual([false, '[{'])
    mockFull.clear()
    expect([list.write([{ id: 2 }]), scans(), aside()]).toEqual([true, '[{"id":2}]', '[{'])
  })
  test('nor while what is kept apart already cannot be read', () => {
    mockStored.set(KEYS.scans, '[{').set(KEYS.scansAside, '[1')
    mockBroken.add(KEYS.scansAside)
    expect([open().write([]), scans(), aside()]).toEqual([false, '[{', '[1'])
  })
})

describe('a list that cannot be read now', () => {
  test('is not written over, and comes back when it can be read', () => {
    mockStored.set(KEYS.scans, '[{"id":1}]')
    mockBroken.add(KEYS.scans)
    const list = open()
    expect([list.items, list.setAside]).toEqual([[], false])
    expect([list.recover(), list.write([{ id: 2 }]), scans()]).toEqual([[], false, '[{"id":1}]'])
    mockBroken.clear()
    const all = [...list.recover(), { id: 2 }]
    expect([list.write(all), list.recover(), scans()]).toEqual([true, [], '[{"id":1},{"id":2}]'])
  })
})
