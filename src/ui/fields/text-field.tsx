import { Input, View } from '@tarojs/components'
import { named } from '@/platform/device/aria'
import { Labelled } from './labelled-field'

type Props = {
  label: string
  value: string
  most: number
  hint?: string
  onChange: (value: string) => void
  /** The keyboard's own way to say that one is ready. */
  onDone?: () => void
}

/** One line to write. */
export function TextField({ label, value, most, hint, onChange, onDone }: Props) {
  return (
    <Labelled label={label} hint={hint}>
      <View className="field">
        <Input
          className="input"
          value={value}
          maxlength={most}
          onInput={({ detail }) => onChange(detail.value)}
          onConfirm={onDone}
          {...named(label)}
        />
      </View>
    </Labelled>
  )
}
