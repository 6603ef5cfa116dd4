import { View } from '@tarojs/components'
import { Action } from './action'
import { TextField } from './text-field'

type Props = {
  label: string
  value: string
  most: number
  suggestions: readonly string[]
  /** More than one line. */
  tall?: boolean
  hint?: string
  onChange: (value: string) => void
}

/** Something to write, with what is written most often a tap away. */
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
