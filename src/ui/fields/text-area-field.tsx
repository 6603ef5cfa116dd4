import { Textarea, View } from '@tarojs/components'
import { ariaLabel } from '@/platform/device/aria'
import { LabelledField } from './labelled-field'

type Props = { label: string; value: string; maxLength: number; hint?: string; onChange: (value: string) => void }

/** A few lines to write. */
export function TextAreaField({ label, value, maxLength, hint, onChange }: Props) {
  return (
    <LabelledField label={label} hint={hint}>
      <View className="field tall">
        <Textarea
          className="input"
          value={value}
          maxlength={maxLength}
          onInput={({ detail }) => onChange(detail.value)}
          {...ariaLabel(label)}
        />
      </View>
    </LabelledField>
  )
}
