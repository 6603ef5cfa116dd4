import { useState } from 'react'
import { copyToClipboard } from '@/platform/device/clipboard'
import { useSubpackageWords } from '@/words/subpackages/use-subpackage-words'
import { useWords } from '@/words/use-words'
import { Button } from '../buttons/button'
import { ErrorText } from '../feedback/error-text'

/** Copies text and confirms it; on failure the visible text can still be written down. */
export function CopyButton({ text, children }: { text: string; children: string }) {
  const { t } = useWords()
  const { t: more } = useSubpackageWords()
  const [state, setState] = useState<'resting' | 'copied' | 'failed'>('resting')
  return (
    <>
      <Button
        quiet
        {...(state === 'copied' ? { icon: 'check' } : {})}
        onTap={() => copyToClipboard(text).then((done) => setState(done ? 'copied' : 'failed'))}
      >
        {state === 'copied' ? t('copied') : children}
      </Button>
      <ErrorText text={state === 'failed' ? more('copy-failed') : ''} />
    </>
  )
}
