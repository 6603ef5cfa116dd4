import { Text } from '@tarojs/components'
import { AgreeButton, readGuide, refuseGuide, useGuideAsked } from '@/platform/wechat/privacy-guide'
import { useWords } from '@/words/use-words'
import { Action } from '../buttons/button'
import { Sheet } from './bottom-sheet'

/** Before the first thing that WeChat counts as private: what it is for, and that a no costs nothing. */
export function GuideSheet() {
  const { t } = useWords()
  if (!useGuideAsked()) return null
  return (
    <Sheet title={t('guide.title')} onClose={refuseGuide}>
      <Text>{t('guide.what')}</Text>
      <AgreeButton>{t('guide.agree')}</AgreeButton>
      <Action quiet onTap={readGuide}>
        {t('guide.read')}
      </Action>
      <Action quiet onTap={refuseGuide}>
        {t('guide.refuse')}
      </Action>
    </Sheet>
  )
}
