import { Chips } from '@/ui/fields/chips'
import { LabelledField } from '@/ui/fields/labelled-field'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayMinutes } from './recurrence-text'

type Props = {
  label: string
  hint?: string
  /** Usual durations; a different current value is added to them. */
  usual: readonly number[]
  value: number | undefined
  /** Label for "no limit", where that is allowed. */
  noneLabel?: string
  /** Label for zero, where it has a meaning of its own. */
  zeroLabel?: string
  onChange: (value: number | undefined) => void
}

/** Choice of a duration in minutes, from the usual ones. */
export function MinutesChoice({ label, hint, usual, value, noneLabel, zeroLabel, onChange }: Props) {
  const words = useManagerWords()
  const lengths = [...new Set([...usual, ...(value === undefined ? [] : [value])])].sort((a, b) => a - b)
  const chips = lengths.map((minutes) => ({
    key: String(minutes),
    name: minutes === 0 && zeroLabel ? zeroLabel : sayMinutes(words, minutes),
  }))
  return (
    <LabelledField label={label} hint={hint}>
      <Chips
        label={label}
        chips={noneLabel ? [{ key: '', name: noneLabel }, ...chips] : chips}
        on={value === undefined ? '' : String(value)}
        onChoose={(key) => onChange(key ? Number(key) : undefined)}
      />
    </LabelledField>
  )
}
