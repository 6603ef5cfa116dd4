import { View } from '@tarojs/components'
import { goHome } from '@/platform/app/navigation'
import { useIsEntryPage } from '@/platform/app/page-entry'
import { isTimelinePreview } from '@/platform/app/timeline-preview'
import { useWords } from '@/words/use-words'
import { Button } from '../buttons/button'
import { Banner } from '../feedback/banner'

/**
 * Link home on a page opened directly (from a code or a card), which has no back button; in a timeline preview, a hint
 * on how to open the app.
 */
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
