import type { Instant } from '@core/base/time'
import type { Offering } from '@core/catalogue/offering'
import { Text } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { Skeleton } from '@/ui/feedback/skeleton'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import type { NextDays } from './offering-draft'
import { sayNextDays } from './recurrence-text'
import { SaveEffectFacts } from './save-effect'
import { type SaveEffect, useOfferings } from './store'

type Props = { offering: Offering; now: Instant; nextDays: NextDays; onClose: () => void; onSaved: () => void }

/** Save sheet: preview, confirmation, result. */
export function SaveOfferingSheet({ offering, now, nextDays, onClose, onSaved }: Props) {
  const words = useManagerWords()
  const { t } = words
  const { preview, save } = useOfferings.getState()
  const [foreseen, setForeseen] = useState<CallOutcome<SaveEffect>>()
  const [saved, setSaved] = useState<CallOutcome<SaveEffect>>()
  const [busy, setBusy] = useState(false)
  const [days] = useState(() => (offering.templates.length ? nextDays(offering.templates) : undefined))
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
      {foreseen?.state === 'done' && days && <Text className="soft figure">{sayNextDays(words, days, now)}</Text>}
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
