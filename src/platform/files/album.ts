import Taro from '@tarojs/taro'

/** `refused`: the person, or WeChat for want of a word in the privacy guide, does not let us. */
export type SaveResult = 'saved' | 'refused' | 'cancelled' | 'failed'

/** Into the phone’s album, where the person allows it; asked once, by WeChat itself. */
export const saveToAlbum: ((path: string) => Promise<SaveResult>) | undefined = async (filePath) => {
  try {
    await Taro.saveImageToPhotosAlbum({ filePath })
    return 'saved'
  } catch (fault) {
    const message = (fault as { errMsg?: string }).errMsg ?? ''
    if (/auth|privacy|permission/.test(message)) return 'refused'
    return /cancel/.test(message) ? 'cancelled' : 'failed'
  }
}
