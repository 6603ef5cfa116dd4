import Taro from '@tarojs/taro'
import { useEffect, useMemo } from 'react'

/** A picture from an API response: its bytes in base64. */
export type EncodedImage = { type: 'image/png' | 'image/jpeg' | 'image/webp'; bytes: string }

const folder = (): string => `${Taro.env.USER_DATA_PATH}/pictures`
let count = 0

function deletePictures(): void {
  try {
    Taro.getFileSystemManager().rmdirSync(folder(), true)
  } catch {
    // The folder does not exist.
  }
}

/** Writes to a new file name each time: WeChat does not reload an image whose path is unchanged. */
function write({ type, bytes }: EncodedImage): string {
  deletePictures()
  const path = `${folder()}/${Date.now()}-${count++}.${type === 'image/jpeg' ? 'jpg' : type.slice('image/'.length)}`
  try {
    Taro.getFileSystemManager().mkdirSync(folder(), true)
    Taro.getFileSystemManager().writeFileSync(path, bytes, 'base64')
    return path
  } catch {
    // Out of storage: show it from a data URI.
    return `data:${type};base64,${bytes}`
  }
}

/**
 * Image source as a temporary file, one at a time: long data URIs are slow in setData. The file may contain a secret
 * and is deleted when the page unmounts.
 */
export function useImagePath(picture: EncodedImage | undefined): string | undefined {
  useEffect(() => deletePictures, [])
  return useMemo(() => picture && write(picture), [picture])
}
