import Taro from '@tarojs/taro'

/** `refused`: the person, or WeChat for want of a word in the privacy guide, does not let us. */
export type Kept = 'saved' | 'refused' | 'cancelled' | 'failed'

/** Into the phone’s album, where the person allows it; asked once, by WeChat itself. */
export const keepInAlbum: ((path: string) => Promise<Kept>) | undefined = async (filePath) => {
  try {
    await Taro.saveImageToPhotosAlbum({ filePath })
    return 'saved'
  } catch (fault) {
    const said = (fault as { errMsg?: string }).errMsg ?? ''
    if (/auth|privacy|permission/.test(said)) return 'refused'
    return /cancel/.test(said) ? 'cancelled' : 'failed'
  }
}
