import type { PhotoSize } from '@core/place/photo'
import { CHOSEN_MB_MOST, PHOTO_SIZES } from '@core/place/photo-upload'
import Taro from '@tarojs/taro'
import { askPrivacyConsent } from '../wechat/privacy-guide'

/** A picture that was chosen and shrunk: both sizes in base64, and what an image shows of it. */
export type ChosenPicture = Record<PhotoSize, string> & { shown: string }
export type Choice = ChosenPicture | 'cancelled' | 'unreadable' | 'too-large'

/** Qualities tried one after the other, until the picture is small enough. */
const QUALITIES = [80, 60, 40]
const MB = 1_000_000

const bytesOf = (base64: string): number => (base64.length * 3) / 4

/** Shrinks a picture to the longest side and the bytes of a size; WeChat keeps the other side in proportion. */
async function shrink(src: string, size: PhotoSize, pageBytes: number): Promise<string | undefined> {
  const { width, height } = await Taro.getImageInfo({ src })
  const { side } = PHOTO_SIZES[size]
  const bytes = Math.min(PHOTO_SIZES[size].bytes, pageBytes)
  const isLarger = Math.max(width, height) > side
  const target = !isLarger ? {} : width >= height ? { compressedWidth: side } : { compressedHeight: side }
  for (const quality of QUALITIES) {
    const { tempFilePath } = await Taro.compressImage({ src, quality, ...target })
    const base64 = Taro.getFileSystemManager().readFileSync(tempFilePath, 'base64') as string
    if (bytesOf(base64) <= bytes) return base64
  }
  return undefined
}

/** Lets the person take or choose a picture, and shrinks it on the phone: nothing larger is ever sent. `pageBytes`: most of the large one. */
export async function choosePicture(pageBytes: number = PHOTO_SIZES.page.bytes): Promise<Choice> {
  if (!(await askPrivacyConsent())) return 'cancelled'
  let chosen: Taro.chooseMedia.ChooseMedia | undefined
  try {
    const { tempFiles } = await Taro.chooseMedia({ count: 1, mediaType: ['image'], sizeType: ['compressed'] })
    chosen = tempFiles[0]
  } catch {
    return 'cancelled'
  }
  if (!chosen) return 'cancelled'
  if (chosen.size > CHOSEN_MB_MOST * MB) return 'too-large'
  const src = chosen.tempFilePath
  try {
    const [page, thumb] = [await shrink(src, 'page', pageBytes), await shrink(src, 'thumb', pageBytes)]
    return page && thumb ? { page, thumb, shown: src } : 'too-large'
  } catch {
    return 'unreadable'
  }
}
