import { Textarea, View } from '@tarojs/components'
import { named } from '@/platform/device/aria'
import { Labelled } from './labelled-field'

type Props = { label: string; value: string; most: number; hint?: string; onChange: (value: string) => void }

/** A few lines to write. */
export function WordsField({ label, value, most, hint, onChange }: Props) {
  return (
    <Labelled label={label} hint={hint}>
      <View className="field tall">
        <Textarea
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
