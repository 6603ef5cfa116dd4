import { View } from '@tarojs/components'
import { goHome, useIsFirst } from '@/platform/app/page-entry'
import { preview } from '@/platform/app/timeline-preview'
import { useWords } from '@/words/use-words'
import { Action } from '../buttons/button'
import { Notice } from '../feedback/banner'

/** On a page that a code or a card opened, the way that a step back would be; in the timeline’s preview, the way in. */
export function WayHome() {
  const { t } = useWords()
  const first = useIsFirst()
  if (preview) return <Notice sign="nearby" text={t('preview')} />
  return first ? (
    <View className="row" style="margin-bottom: 8px">
      <Action quiet slim sign="nearby" onTap={goHome}>
        {t('home')}
      </Action>
    </View>
  ) : null
}
