import type { MiniCode } from '@core/contract/endpoints/notify/mini-code'
import { useState } from 'react'
import { cloud } from '@/platform/network/cloud'
import { toOutcome } from '@/platform/network/to-outcome'
import { useImagePath } from '@/platform/pictures/temporary-picture'
import { Button } from '@/ui/buttons/button'
import { MiniCodeImage } from '@/ui/code/mini-code-image'
import { ErrorText } from '@/ui/feedback/error-text'
import { sayOutcome } from '@/words/outcome-text'
import { useResidentWords } from '@/words/resident/use-resident-words'
import '@/ui/code/code.scss'

/** QR code of a guardian invitation, for somebody standing nearby: it opens the form prefilled. Never stored. */
export function GuardianCodeImage({ code }: { code: string }) {
  const words = useResidentWords()
  const { t } = words
  const [made, setMade] = useState<MiniCode>()
  const [message, setMessage] = useState('')
  const [busy, setBusy] = useState(false)
  const src = useImagePath(made?.picture)
  const show = async () => {
    setBusy(true)
    const outcome = await toOutcome(cloud('invitationCode', { body: { code } }))
    setBusy(false)
    if (outcome.state === 'done') setMade(outcome.answer)
    setMessage(sayOutcome(words, outcome))
  }
  if (made) {
    return <MiniCodeImage src={src} path={made.path} className="code-shown" label={t('household.code-image')} />
  }
  return (
    <>
      <Button quiet icon="scan" busy={busy} onTap={show}>
        {t('household.show-code')}
      </Button>
      <ErrorText text={message} />
    </>
  )
}
