import { View } from '@tarojs/components'
import { goHome, useIsEntryPage } from '@/platform/app/page-entry'
import { isTimelinePreview } from '@/platform/app/timeline-preview'
import { useWords } from '@/words/use-words'
import { Button } from '../buttons/button'
import { Banner } from '../feedback/banner'

/** On a page that a code or a card opened, the way that a step back would be; in the timeline’s preview, the way in. */
export function HomeButton() {
  const { t } = useWords()
  const first = useIsEntryPage()
  if (isTimelinePreview) return <Banner icon="nearby" text={t('preview')} />
  return first ? (
    <View className="row" style="margin-bottom: 8px">
      <Button quiet slim icon="nearby" onTap={goHome}>
        {t('home')}
      </Button>
    </View>
  ) : null
}
