import Taro from '@tarojs/taro'
import { isDenied } from '../wechat/permissions'

/** `refused`: by the person, or by WeChat because the privacy guide does not mention it. */
export type SaveResult = 'saved' | 'refused' | 'cancelled' | 'failed'

/** Saves a picture to the phone’s album; WeChat asks the person for permission once. */
export const saveToAlbum: ((path: string) => Promise<SaveResult>) | undefined = async (filePath) => {
  try {
    await Taro.saveImageToPhotosAlbum({ filePath })
    return 'saved'
  } catch (fault) {
    const message = (fault as { errMsg?: string }).errMsg ?? ''
    if (/auth|privacy|permission/.test(message) || (await isDenied('album'))) return 'refused'
    return /cancel/.test(message) ? 'cancelled' : 'failed'
  }
}
