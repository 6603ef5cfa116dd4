import type { PhotoSize } from '@core/place/photo'
import { CHOSEN_MB_MOST, PHOTO_SIZES } from '@core/place/photo-upload'
import type { Choice } from './chosen-picture'

/** Qualities tried one after the other, until the picture is small enough. */
const QUALITIES = [0.82, 0.65, 0.45]
const MB = 1_000_000

/** Opens the browser's file dialog; undefined where nothing is chosen. */
const chooseFile = (): Promise<File | undefined> =>
  new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = 'image/jpeg,image/png,image/webp'
    input.onchange = () => resolve(input.files?.[0])
    input.addEventListener('cancel', () => resolve(undefined))
    input.click()
  })

const base64Of = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '')
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })

const blobOf = (canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> =>
  new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))

/** Draws the picture at a size: upright, without metadata, on white where it is transparent. */
async function shrink(bitmap: ImageBitmap, size: PhotoSize, pageBytes: number): Promise<string | undefined> {
  const { side } = PHOTO_SIZES[size]
  const bytes = Math.min(PHOTO_SIZES[size].bytes, pageBytes)
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  const context = canvas.getContext('2d')
  if (!context) return undefined
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  for (const quality of QUALITIES) {
    const blob = await blobOf(canvas, quality)
    if (blob && blob.size <= bytes) return base64Of(blob)
  }
  return undefined
}

/** Lets the person choose a picture, and shrinks it in the browser: nothing larger is ever sent. `pageBytes`: most of the large one. */
export async function choosePicture(pageBytes: number = PHOTO_SIZES.page.bytes): Promise<Choice> {
  const file = await chooseFile()
  if (!file) return 'cancelled'
  if (file.size > CHOSEN_MB_MOST * MB) return 'too-large'
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const [page, thumb] = [await shrink(bitmap, 'page', pageBytes), await shrink(bitmap, 'thumb', pageBytes)]
    bitmap.close()
    return page && thumb ? { page, thumb, shown: `data:image/jpeg;base64,${thumb}` } : 'too-large'
  } catch {
    return 'unreadable'
  }
}
