import Taro from '@tarojs/taro'
import { useEffect, useMemo } from 'react'

/** A picture that came with an answer: its bytes in base64. */
export type EncodedImage = { type: 'image/png' | 'image/jpeg'; bytes: string }

const folder = (): string => `${Taro.env.USER_DATA_PATH}/pictures`
let count = 0

function forget(): void {
  try {
    Taro.getFileSystemManager().rmdirSync(folder(), true)
  } catch {
    // There was none.
  }
}

/** Under a name of its own: an image that was shown before is not looked at again. */
function write({ type, bytes }: EncodedImage): string {
  forget()
  const path = `${folder()}/${Date.now()}-${count++}.${type === 'image/png' ? 'png' : 'jpg'}`
  try {
    Taro.getFileSystemManager().mkdirSync(folder(), true)
    Taro.getFileSystemManager().writeFileSync(path, bytes, 'base64')
    return path
  } catch {
    // A full phone: it is shown all the same.
    return `data:${type};base64,${bytes}`
  }
}

/**
 * Where an image finds it: a file, one at a time, since what goes to the view in text is slow when it is long. It may hold
 * a secret, and is gone when nobody looks at it any more.
 */
export function useImagePath(picture: EncodedImage | undefined): string | undefined {
  useEffect(() => forget, [])
  return useMemo(() => picture && write(picture), [picture])
}
