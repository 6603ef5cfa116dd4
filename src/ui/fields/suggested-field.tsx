import { View } from '@tarojs/components'
import { Button } from '../buttons/button'
import { TextField } from './text-field'

type Props = {
  label: string
  value: string
  maxLength: number
  suggestions: readonly string[]
  multiline?: boolean
  hint?: string
  onChange: (value: string) => void
}

/** Text field with tappable suggestions. */
export function SuggestedField({ suggestions, ...field }: Props) {
  return (
    <View className="stack">
      <TextField {...field} />
      <View className="row wrap">
        {suggestions.map((text) => (
          <Button key={text} quiet slim onTap={() => field.onChange(text)}>
            {text}
          </Button>
        ))}
      </View>
    </View>
  )
}
