import { asksAll, type Host, type Members } from '../api'
import { WxFailure } from '../wx-failure'

const KEY_LIMIT = 1024 * 1024
const TOTAL_LIMIT = 10 * 1024 * 1024

/** WeChat's storage: values are kept as JSON, 1 MB a key and 10 MB in all. */
export function storage(host: Host): Members {
  const kept = host.device.storage
  const get = (key: string) => structuredClone(kept.get(key))
  const set = (key: unknown, data: unknown) => {
    if (typeof key !== 'string' || key === '') throw new WxFailure('parameter error: key should be a non-empty string')
    const text = JSON.stringify(data ?? '')
    const others = sizeOf(host) - sizeOfEntry(kept.get(key))
    if (Buffer.byteLength(text) > KEY_LIMIT) throw new WxFailure('exceed max entry size 1MB')
    if (others + Buffer.byteLength(text) > TOTAL_LIMIT) throw new WxFailure('exceed storage max size 10Mb')
    kept.set(key, JSON.parse(text))
  }
  const info = () => ({ keys: [...kept.keys()], currentSize: Math.ceil(sizeOf(host) / 1024), limitSize: 10 * 1024 })
  return {
    getStorageSync: (key: string) => host.realm.clone(kept.has(key) ? get(key) : ''),
    setStorageSync: (key: string, data: unknown) => set(key, data),
    removeStorageSync: (key: string) => void kept.delete(key),
    clearStorageSync: () => kept.clear(),
    getStorageInfoSync: () => host.realm.clone(info()),
    ...asksAll(host, {
      getStorage: ({ key }) => {
        if (!kept.has(key as string)) throw new WxFailure('data not found')
        return { data: get(key as string) }
      },
      setStorage: ({ key, data }) => set(key, data),
      removeStorage: ({ key }) => void kept.delete(key as string),
      clearStorage: () => kept.clear(),
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
