import { View } from '@tarojs/components'
import { Action } from './action'
import { TextField } from './text-field'

type Props = {
  label: string
  value: string
  most: number
  suggestions: readonly string[]
  hint?: string
  onChange: (value: string) => void
}

/** One line to write, with what is written most often a tap away. */
export function Suggested({ suggestions, ...field }: Props) {
  return (
    <View className="stack">
      <TextField {...field} />
      <View className="row wrap">
        {suggestions.map((text) => (
          <Action key={text} quiet slim onTap={() => field.onChange(text)}>
            {text}
          </Action>
        ))}
      </View>
    </View>
  )
}
