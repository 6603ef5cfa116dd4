import { Input, Textarea, View } from '@tarojs/components'
import { useContext } from 'react'
import { ariaLabel } from '@/platform/device/aria'
import { FixedArea } from '../layout/fixed-area'
import { LabelledField } from './labelled-field'

type Props = {
  label: string
  value: string
  maxLength: number
  hint?: string
  /** Several lines instead of one. */
  multiline?: boolean
  onChange: (value: string) => void
  /** The keyboard's confirm key; single-line only. */
  onDone?: () => void
}

export function TextField({ label, value, maxLength, hint, multiline = false, onChange, onDone }: Props) {
  const fixed = useContext(FixedArea)
  const field = {
    className: 'input',
    value,
    maxlength: maxLength,
    onInput: ({ detail }: { detail: { value: string } }) => onChange(detail.value),
    ...ariaLabel(label),
  }
  return (
    <LabelledField label={label} hint={hint}>
      <View className={multiline ? 'field tall' : 'field'}>
        {multiline ? <Textarea {...field} fixed={fixed} /> : <Input {...field} onConfirm={onDone} />}
      </View>
    </LabelledField>
  )
}
