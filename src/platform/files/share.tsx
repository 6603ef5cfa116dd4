import { Button, Text } from '@tarojs/components'
import { useShareAppMessage, useShareTimeline } from '@tarojs/taro'
import { isTimelinePreview } from '../app/timeline-preview'

/** A share card: `title` is the whole text, `path` contains no personal data. */
export type ShareCard = { title: string; path: string }
export type ShareResult = 'sent' | 'copied' | 'failed'

/**
 * A fixed picture: by default WeChat shares a screenshot of the page, including people's names
 * (scripts/assets/share-card.mjs).
 */
const imageUrl = '/static/share.png'

/**
 * Enables WeChat's menu entries for chat and timeline; the page's config must enable both (enableShareAppMessage,
 * …Timeline).
 */
export function useSharing({ title, path }: ShareCard): void {
  useShareAppMessage(() => ({ title, path, imageUrl }))
  useShareTimeline(() => ({ title, query: path.slice(path.indexOf('?') + 1), imageUrl }))
}

/** Not available: only WeChat's own button (ShareMenuButton) opens its share menu. */
export const share: ((card: ShareCard) => Promise<ShareResult>) | undefined = undefined

export const ShareMenuButton = ({ children }: { children: string }) =>
  isTimelinePreview ? null : (
    <Button className="button quiet" hoverClass="pressed" openType="share">
      <Text>{children}</Text>
    </Button>
  )
