import { Input, View } from '@tarojs/components'
import { named } from '@/platform/aria'
import { Labelled } from './labelled'

type Props = { label: string; value: string; most: number; hint?: string; onChange: (value: string) => void }

/** One line to write. */
export function TextField({ label, value, most, hint, onChange }: Props) {
  return (
    <Labelled label={label} hint={hint}>
      <View className="field">
        <Input
          className="input"
          value={value}
          maxlength={most}
          onInput={({ detail }) => onChange(detail.value)}
          {...named(label)}
        />
      </View>
    </Labelled>
  )
}
