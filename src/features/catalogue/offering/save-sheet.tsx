import type { Instant } from '@core/base/time'
import type { Offering } from '@core/catalogue/offering'
import { useEffect, useState } from 'react'
import type { Settled } from '@/platform/network/to-outcome'
import { Action } from '@/ui/buttons/button'
import { Said } from '@/ui/feedback/error-text'
import { Bones } from '@/ui/feedback/skeleton'
import { Sheet } from '@/ui/layout/bottom-sheet'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { readBad } from './offering-draft'
import { EffectFacts } from './save-effect'
import { type Effect, useOfferings } from './store'

type Props = { offering: Offering; now: Instant; onClose: () => void; onSaved: () => void }

/** What would change, then whether it shall, then what did. */
export function SaveSheet({ offering, now, onClose, onSaved }: Props) {
  const words = useDeskWords()
  const { t } = words
  const { preview, save } = useOfferings.getState()
  const [foreseen, setForeseen] = useState<Settled<Effect>>()
  const [saved, setSaved] = useState<Settled<Effect>>()
  const [busy, setBusy] = useState(false)
  const look = () => {
    setForeseen(undefined)
    preview(offering).then(setForeseen)
  }
  useEffect(look, [])
  const keep = async () => {
    setBusy(true)
    setSaved(await save(offering))
    setBusy(false)
  }
  if (saved?.state === 'done') {
    return (
      <Sheet title={t('offering.saved')} onClose={onSaved}>
        <EffectFacts effect={saved.answer} now={now} />
        <Action onTap={onSaved}>{t('offering.good')}</Action>
      </Sheet>
    )
  }
  const said = saved ?? foreseen
  const bad = said?.state === 'refused' && said.why.refusal === 'bad-template' ? readBad(said.why.where) : undefined
  return (
    <Sheet title={t('offering.save-what')} onClose={onClose}>
      {!foreseen && <Bones count={1} label={t('loading')} />}
      {foreseen?.state === 'done' && <EffectFacts effect={foreseen.answer} now={now} />}
      <Said text={bad ? t(bad.word, { row: bad.row }) : sayOutcome(words, said)} />
      {foreseen?.state === 'done' && (
        <Action busy={busy} onTap={keep}>
          {t('offering.save')}
        </Action>
      )}
      {foreseen?.state === 'no-signal' && <Action onTap={look}>{t('offline.again')}</Action>}
      <Action quiet onTap={onClose}>
        {t('offering.go-on')}
      </Action>
    </Sheet>
  )
}
