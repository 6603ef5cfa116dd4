import { useState } from 'react'
import { type ShareCard, ShareMenuButton, type ShareResult, share } from '@/platform/files/share'
import { useWords } from '@/words/use-words'
import { Button } from '../buttons/button'
import { ErrorText } from '../feedback/error-text'

/** Shares the page's card. */
export function ShareButton({ card }: { card: ShareCard }) {
  const { t } = useWords()
  const [shared, setShared] = useState<ShareResult>()
  if (!share) return <ShareMenuButton>{t('share')}</ShareMenuButton>
  const copied = shared === 'copied'
  return (
    <>
      <Button quiet {...(copied ? { icon: 'check' } : {})} onTap={() => share?.(card).then(setShared)}>
        {t(copied ? 'copied' : 'share')}
      </Button>
      <ErrorText text={shared === 'failed' ? t('share.failed') : ''} />
    </>
  )
}
