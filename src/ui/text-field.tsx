import { Input, Textarea, View } from '@tarojs/components'
import { named } from '@/platform/aria'
import { Labelled } from './labelled'

type Props = {
  label: string
  value: string
  most: number
  hint?: string
  /** A few lines to write, and not one. */
  tall?: boolean
  onChange: (value: string) => void
  /** The keyboard's own way to say that one is ready; only of one line. */
  onDone?: () => void
}

/** Text to write. */
export function TextField({ label, value, most, hint, tall = false, onChange, onDone }: Props) {
  const field = {
    className: 'input',
    value,
    maxlength: most,
    onInput: ({ detail }: { detail: { value: string } }) => onChange(detail.value),
    ...named(label),
  }
  return (
    <Labelled label={label} hint={hint}>
      <View className={tall ? 'field tall' : 'field'}>
        {tall ? <Textarea {...field} /> : <Input {...field} onConfirm={onDone} />}
      </View>
    </Labelled>
  )
}
