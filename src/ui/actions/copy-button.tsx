import { useState } from 'react'
import { copy } from '@/platform/device/clipboard'
import { useWords } from '@/words/use-words'
import { Action } from '../buttons/button'
import { Said } from '../feedback/error-text'

/** Onto the clipboard, and says so; where that cannot be, the text in sight can still be written down. */
export function CopyButton({ text, children }: { text: string; children: string }) {
  const { t } = useWords()
  const [state, setState] = useState<'resting' | 'copied' | 'failed'>('resting')
  return (
    <>
      <Action
        quiet
        {...(state === 'copied' ? { sign: 'check' } : {})}
        onTap={() => copy(text).then((done) => setState(done ? 'copied' : 'failed'))}
      >
        {state === 'copied' ? t('copied') : children}
      </Action>
      <Said text={state === 'failed' ? t('copy-failed') : ''} />
    </>
  )
}
