import { Input, View } from '@tarojs/components'
import { ariaLabel } from '@/platform/device/aria'
import { LabelledField } from './labelled-field'

type Props = {
  label: string
  value: string
  maxLength: number
  hint?: string
  onChange: (value: string) => void
  /** The keyboard's own way to say that one is ready. */
  onDone?: () => void
}

/** One line to write. */
export function TextField({ label, value, maxLength, hint, onChange, onDone }: Props) {
  return (
    <LabelledField label={label} hint={hint}>
      <View className="field">
        <Input
          className="input"
          value={value}
          maxlength={maxLength}
          onInput={({ detail }) => onChange(detail.value)}
          onConfirm={onDone}
          {...ariaLabel(label)}
        />
      </View>
    </LabelledField>
  )
}
