import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { absoluteUrl, hasCloudUrl } from '../network/address'
import { save } from '../transport/transport'

/** Files kept at most; then all are dropped. A thumbnail has some 15 KB. */
const KEPT_MOST = 80
const folder = (): string => `${Taro.env.USER_DATA_PATH}/photos`
const known = new Map<string, Promise<string | undefined>>()

function makeFolder(): void {
  try {
    if (known.size === 0 || known.size >= KEPT_MOST) Taro.getFileSystemManager().rmdirSync(folder(), true)
  } catch {
    // The folder does not exist.
  }
  if (known.size >= KEPT_MOST) known.clear()
  try {
    Taro.getFileSystemManager().mkdirSync(folder(), true)
  } catch {
    // The folder exists already.
  }
}

/** Fetches a picture to a file, once a run; undefined without a network, and then asked for again by whoever shows it next. */
function fetched(path: string): Promise<string | undefined> {
  const before = known.get(path)
  if (before) return before
  makeFolder()
  const filePath = `${folder()}/${path.slice(path.lastIndexOf('/') + 1)}`
  const arriving = save({ path, headers: {} }, filePath).then(
    (status) => status === 200,
    () => false,
  )
  const fetching = arriving.then((arrived) => {
    if (!arrived) known.delete(path)
    return arrived ? filePath : undefined
  })
  known.set(path, fetching)
  return fetching
}

/**
 * Source of a public picture of the cloud: its address, or a file where the cloud is reached only through WeChat and has
 * no address.
 */
export function useCloudPicture(path: string | undefined): string | undefined {
  const [file, setFile] = useState<string>()
  useEffect(() => {
    if (path && !hasCloudUrl) fetched(path).then(setFile)
  }, [path])
  return path && hasCloudUrl ? absoluteUrl(path) : file
}
