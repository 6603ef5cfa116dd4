import { Button, Text } from '@tarojs/components'
import { useShareAppMessage, useShareTimeline } from '@tarojs/taro'
import { isTimelinePreview } from '../app/timeline-preview'

/** What is sent on: in `title` all that it says, in `path` nothing of anybody's. */
export type ShareCard = { title: string; path: string }
export type ShareResult = 'sent' | 'copied' | 'failed'

/** Ours, since WeChat would take a picture of the page, with the names of those who may come (scripts/assets/share-card.mjs). */
const imageUrl = '/static/share.png'

/** To a chat and onto the timeline, by WeChat's menu. The page's config names both (enableShareAppMessage, …Timeline). */
export function useSharing({ title, path }: ShareCard): void {
  useShareAppMessage(() => ({ title, path, imageUrl }))
  useShareTimeline(() => ({ title, query: path.slice(path.indexOf('?') + 1), imageUrl }))
}

/** Nothing but a button of its own opens WeChat's menu. */
export const share: ((card: ShareCard) => Promise<ShareResult>) | undefined = undefined

export const ShareMenuButton = ({ children }: { children: string }) =>
  isTimelinePreview ? null : (
    <Button className="button quiet" openType="share">
      <Text>{children}</Text>
    </Button>
  )
