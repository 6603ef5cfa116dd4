import { Text } from '@tarojs/components'
import {
  AgreeButton,
  openPrivacyGuide,
  refusePrivacyGuide,
  usePrivacyGuideAsked,
} from '@/platform/wechat/privacy-guide'
import { useWords } from '@/words/use-words'
import { Button } from '../buttons/button'
import { BottomSheet } from './bottom-sheet'

/**
 * Consent to WeChat's privacy guide, shown before the first private API call: what it is for, and that declining is
 * fine.
 */
export function PrivacyGuideSheet() {
  const { t } = useWords()
  if (!usePrivacyGuideAsked()) return null
  return (
    <BottomSheet title={t('guide.title')} onClose={refusePrivacyGuide}>
      <Text>{t('guide.what')}</Text>
      <AgreeButton>{t('guide.agree')}</AgreeButton>
      <Button quiet onTap={openPrivacyGuide}>
        {t('guide.read')}
      </Button>
      <Button quiet onTap={refusePrivacyGuide}>
        {t('guide.refuse')}
      </Button>
    </BottomSheet>
  )
}
