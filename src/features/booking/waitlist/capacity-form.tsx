import type { Instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Settled } from '@/platform/network/to-outcome'
import { Action } from '@/ui/buttons/button'
import { Said } from '@/ui/feedback/error-text'
import { NumberField } from '@/ui/fields/number-field'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { foresee, proposeUnseated, takenIn } from './capacity-preview'
import { type SessionLine, useLines } from './store'
import { WhoGivesUp } from './unseat-picker'

const MOST = 100_000

/** More places or fewer, and what that does, before it is done. */
export function ResizeForm({ line, now }: { line: SessionLine; now: Instant }) {
  const words = useDeskWords()
  const { t } = words
  const { resize } = useLines.getState()
  const { session } = line
  const [wanted, setWanted] = useState<number>()
  const [named, setNamed] = useState<string[]>()
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Settled>()
  const capacity = wanted ?? session.capacity
  const short = takenIn(line) > capacity
  // A line that was loaded anew may lack one who was named.
  const here = named?.filter((id) => line.seated.some(({ booking }) => booking === id))
  const unseated = short ? (here ?? proposeUnseated(line, capacity)) : []
  const { over, seats, asOffers } = foresee(line, capacity, unseated, now)
  const want = (value: number | undefined) => {
    setWanted(value)
    setNamed(undefined)
    setOutcome(undefined)
  }
  const save = async () => {
    setBusy(true)
    const result = await resize(session, capacity, unseated)
    setBusy(false)
    setOutcome(result)
    if (result.state === 'done') setWanted(undefined)
    if (result.state !== 'no-signal') setNamed(undefined)
  }
  const next = seats.map(({ name, size }) => t('line.party', { name, size })).join(t('rule.and'))
  return (
    <View className="card stack">
      <NumberField
        label={t('line.capacity')}
        unit={t('line.places')}
        value={capacity}
        least={1}
        most={MOST}
        hint={t('line.taken', { taken: takenIn(line), waiting: line.waiting.length })}
        onChange={want}
      />
      {short && <WhoGivesUp line={line} named={unseated} over={over} now={now} onChoose={setNamed} />}
      {capacity !== session.capacity && over === 0 && seats.length > 0 && (
        <Text>{asOffers ? t('line.would-offer', { next }) : t('line.would-seat', { next })}</Text>
      )}
      <Said text={sayOutcome(words, outcome)} />
      {outcome?.state === 'done' && <Text className="good">{t('line.resized')}</Text>}
      {capacity !== session.capacity && (
        <Action busy={busy} off={over > 0} onTap={save}>
          {t('line.resize', { from: session.capacity, to: capacity })}
        </Action>
      )}
    </View>
  )
}
