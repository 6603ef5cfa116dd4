import type { Instant } from '@core/base/time'
import type { Offering } from '@core/catalogue/offering'
import { useEffect, useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { Skeleton } from '@/ui/feedback/skeleton'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { SaveEffectFacts } from './save-effect'
import { type SaveEffect, useOfferings } from './store'

type Props = { offering: Offering; now: Instant; onClose: () => void; onSaved: () => void }

/** Save sheet: preview, confirmation, result. */
export function SaveOfferingSheet({ offering, now, onClose, onSaved }: Props) {
  const words = useManagerWords()
  const { t } = words
  const { preview, save } = useOfferings.getState()
  const [foreseen, setForeseen] = useState<CallOutcome<SaveEffect>>()
  const [saved, setSaved] = useState<CallOutcome<SaveEffect>>()
  const [busy, setBusy] = useState(false)
  const loadPreview = () => {
    setForeseen(undefined)
    preview(offering).then(setForeseen)
  }
  useEffect(loadPreview, [])
  const confirm = async () => {
    setBusy(true)
    setSaved(await save(offering))
    setBusy(false)
  }
  if (saved?.state === 'done') {
    return (
      <BottomSheet title={t('offering.saved')} onClose={onSaved}>
        <SaveEffectFacts effect={saved.answer} now={now} />
        <Button onTap={onSaved}>{t('offering.good')}</Button>
      </BottomSheet>
    )
  }
  return (
    <BottomSheet title={t('offering.save-what')} onClose={onClose}>
      {!foreseen && <Skeleton count={1} label={t('loading')} />}
      {foreseen?.state === 'done' && <SaveEffectFacts effect={foreseen.answer} now={now} />}
      <ErrorText text={sayOutcome(words, saved ?? foreseen)} />
      {foreseen?.state === 'done' && (
        <Button busy={busy} onTap={confirm}>
          {t('offering.save')}
        </Button>
      )}
      {foreseen?.state === 'no-signal' && <Button onTap={loadPreview}>{t('offline.again')}</Button>}
      <Button quiet onTap={onClose}>
        {t('offering.go-on')}
      </Button>
    </BottomSheet>
  )
}
