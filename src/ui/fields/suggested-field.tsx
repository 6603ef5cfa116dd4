import { View } from '@tarojs/components'
import { Button } from '../buttons/button'
import { TextField } from './text-field'

type Props = {
  label: string
  value: string
  maxLength: number
  suggestions: readonly string[]
  /** More than one line. */
  multiline?: boolean
  hint?: string
  onChange: (value: string) => void
}

/** Something to write, with what is written most often a tap away. */
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
