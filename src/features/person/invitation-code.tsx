import type { Code } from '@core/contract/rows/code'
import { useState } from 'react'
import { cloud } from '@/platform/cloud'
import { usePicture } from '@/platform/picture'
import { settle } from '@/platform/settle'
import { Action } from '@/ui/action'
import { CodePicture } from '@/ui/code-picture'
import { Said } from '@/ui/said'
import { useMoreWords } from '@/words/more/use-more-words'
import { sayOutcome } from '@/words/outcome'
import '@/ui/code.scss'

/** For who stands beside: scanned, it opens the page where the code is typed in already. Kept nowhere, here neither. */
export function InvitationCode({ code }: { code: string }) {
  const words = useMoreWords()
  const { t } = words
  const [made, setMade] = useState<Code>()
  const [said, setSaid] = useState('')
  const [busy, setBusy] = useState(false)
  const src = usePicture(made?.picture)
  const show = async () => {
    setBusy(true)
    const outcome = await settle(cloud('invitationCode', { body: { code } }))
    setBusy(false)
    if (outcome.state === 'done') setMade(outcome.answer)
    setSaid(sayOutcome(words, outcome))
  }
  if (made) {
    return <CodePicture src={src} path={made.path} className="code-shown" label={t('household.code-image')} />
  }
  return (
    <>
      <Action quiet sign="scan" busy={busy} onTap={show}>
        {t('household.show-code')}
      </Action>
      <Said text={said} />
    </>
  )
}
