import { useState } from 'react'
import { type Card, type Shared, ShareMenuButton, share } from '@/platform/files/share'
import { useWords } from '@/words/use-words'
import { Action } from '../buttons/button'
import { Said } from '../feedback/error-text'

/** Sends on what the page is about. */
export function ShareButton({ card }: { card: Card }) {
  const { t } = useWords()
  const [shared, setShared] = useState<Shared>()
  if (!share) return <ShareMenuButton>{t('share')}</ShareMenuButton>
  const copied = shared === 'copied'
  return (
    <>
      <Action quiet {...(copied ? { sign: 'check' } : {})} onTap={() => share?.(card).then(setShared)}>
        {t(copied ? 'copied' : 'share')}
      </Action>
      <Said text={shared === 'failed' ? t('share.failed') : ''} />
    </>
  )
}
