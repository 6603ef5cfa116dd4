import { Input, Textarea, View } from '@tarojs/components'
import { ariaLabel } from '@/platform/device/aria'
import { LabelledField } from './labelled-field'

type Props = {
  label: string
  value: string
  maxLength: number
  hint?: string
  /** A few lines to write, and not one. */
  tall?: boolean
  onChange: (value: string) => void
  /** The keyboard's own way to say that one is ready; only of one line. */
  onDone?: () => void
}

/** Text to write. */
export function TextField({ label, value, maxLength, hint, tall = false, onChange, onDone }: Props) {
  const field = {
    className: 'input',
    value,
    maxlength: maxLength,
    onInput: ({ detail }: { detail: { value: string } }) => onChange(detail.value),
    ...ariaLabel(label),
  }
  return (
    <LabelledField label={label} hint={hint}>
      <View className={tall ? 'field tall' : 'field'}>
        {tall ? <Textarea {...field} /> : <Input {...field} onConfirm={onDone} />}
      </View>
    </LabelledField>
  )
}
