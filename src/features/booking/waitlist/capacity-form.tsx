import type { Instant } from '@core/base/time'
import { CAPACITY_MOST } from '@core/catalogue/offering'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { NumberField } from '@/ui/fields/number-field'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { previewCapacity, proposeUnseated, takenSeats } from './capacity-preview'
import { type SessionWaitlist, useWaitlists } from './store'
import { UnseatPicker } from './unseat-picker'

/** Changes the capacity, with a preview of the effect. */
export function CapacityForm({ line, now }: { line: SessionWaitlist; now: Instant }) {
  const words = useManagerWords()
  const { t } = words
  const { resize } = useWaitlists.getState()
  const { session } = line
  const [wanted, setWanted] = useState<number>()
  const [chosen, setChosen] = useState<string[]>()
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<CallOutcome>()
  const capacity = wanted ?? session.capacity
  const short = takenSeats(line) > capacity
  // After a reload, somebody who was chosen may no longer be on the list.
  const here = chosen?.filter((id) => line.seated.some(({ booking }) => booking === id))
  const unseated = short ? (here ?? proposeUnseated(line, capacity)) : []
  const { over, seats, asOffers } = previewCapacity(line, capacity, unseated, now)
  const want = (value: number | undefined) => {
    setWanted(value)
    setChosen(undefined)
    setOutcome(undefined)
  }
  const save = async () => {
    setBusy(true)
    const result = await resize(session, capacity, unseated)
    setBusy(false)
    setOutcome(result)
    if (result.state === 'done') setWanted(undefined)
    if (result.state !== 'no-signal') setChosen(undefined)
  }
  const next = seats.map(({ name, size }) => t('line.party', { name, size })).join(t('rule.and'))
  return (
    <View className="card stack">
      <NumberField
        label={t('line.capacity')}
        unit={t('line.places')}
        value={capacity}
        min={1}
        max={CAPACITY_MOST}
        hint={t('line.taken', { taken: takenSeats(line), waiting: line.waiting.length })}
        onChange={want}
      />
      {short && <UnseatPicker waitlist={line} chosen={unseated} over={over} now={now} onChoose={setChosen} />}
      {capacity !== session.capacity && over === 0 && seats.length > 0 && (
        <Text>{asOffers ? t('line.would-offer', { next }) : t('line.would-seat', { next })}</Text>
      )}
      <ErrorText text={sayOutcome(words, outcome)} />
      {outcome?.state === 'done' && <Text className="good">{t('line.resized')}</Text>}
      {capacity !== session.capacity && (
        <Button busy={busy} disabled={over > 0} onTap={save}>
          {t('line.resize', { from: session.capacity, to: capacity })}
        </Button>
      )}
    </View>
  )
}
