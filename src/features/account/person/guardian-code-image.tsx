import type { Code } from '@core/contract/rows/code'
import { useState } from 'react'
import { usePicture } from '@/platform/files/temporary-picture'
import { cloud } from '@/platform/network/cloud'
import { settle } from '@/platform/network/to-outcome'
import { Action } from '@/ui/buttons/button'
import { CodePicture } from '@/ui/code/mini-code-image'
import { Said } from '@/ui/feedback/error-text'
import { sayOutcome } from '@/words/outcome-text'
import { useMoreWords } from '@/words/resident/use-resident-words'
import '@/ui/code/code.scss'

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
