import Taro from '@tarojs/taro'
import { isTimelinePreview } from './timeline-preview'

/** Texts of the question; WeChat allows four characters on a button. */
type UpdateTexts = { title: string; content: string; confirmText: string; cancelText: string }

/**
 * Offers a new version once WeChat has downloaded it in the background. Declined, or not downloaded, it comes with a later
 * cold start.
 */
export function listenForUpdate(texts: () => UpdateTexts): void {
  if (isTimelinePreview) return
  const manager = Taro.getUpdateManager()
  manager.onUpdateReady(async () => {
    const { confirm } = await Taro.showModal(texts())
    if (confirm) manager.applyUpdate()
  })
}
