import { asyncMembers, type Host, type Members } from '../api'
import { WxFailure } from '../wx-failure'

const KEY_LIMIT = 1024 * 1024
const TOTAL_LIMIT = 10 * 1024 * 1024

/** WeChat's storage: values are stored as JSON, 1 MB a key and 10 MB in all. */
export function storage(host: Host): Members {
  const stored = host.device.storage
  const check = (key: unknown) => {
    if (host.device.unusable(String(key))) throw new WxFailure('no permission')
  }
  const get = (key: string) => {
    check(key)
    return structuredClone(stored.get(key))
  }
  const remove = (key: string) => {
    check(key)
    stored.delete(key)
  }
  const set = (key: unknown, data: unknown) => {
    if (typeof key !== 'string' || key === '') throw new WxFailure('parameter error: key should be a non-empty string')
    check(key)
    const text = JSON.stringify(data ?? '')
    const others = sizeOf(host) - sizeOfEntry(stored.get(key))
    if (Buffer.byteLength(text) > KEY_LIMIT) throw new WxFailure('exceed max entry size 1MB')
    if (others + Buffer.byteLength(text) > TOTAL_LIMIT) throw new WxFailure('exceed storage max size 10Mb')
    stored.set(key, JSON.parse(text))
  }
  const info = () => ({ keys: [...stored.keys()], currentSize: Math.ceil(sizeOf(host) / 1024), limitSize: 10 * 1024 })
  return {
    getStorageSync: (key: string) => host.realm.clone(get(key) ?? ''),
    setStorageSync: (key: string, data: unknown) => set(key, data),
    removeStorageSync: remove,
    clearStorageSync: () => stored.clear(),
    getStorageInfoSync: () => host.realm.clone(info()),
    ...asyncMembers(host, {
      getStorage: ({ key }) => {
        if (!stored.has(key as string)) throw new WxFailure('data not found')
        return { data: get(key as string) }
      },
      setStorage: ({ key, data }) => set(key, data),
      removeStorage: ({ key }) => remove(key as string),
      clearStorage: () => stored.clear(),
      getStorageInfo: info,
    }),
  }
}

function sizeOf(host: Host): number {
  return [...host.device.storage.values()].reduce<number>((sum, value) => sum + sizeOfEntry(value), 0)
}

function sizeOfEntry(value: unknown): number {
  return value === undefined ? 0 : Buffer.byteLength(JSON.stringify(value))
}
