import { Picker, Text, View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'

type Props<K extends string> = {
  label: string
  options: readonly { key: K; name: string }[]
  on: K | undefined
  /** Text while nothing is chosen. */
  empty?: string
  onChoose: (key: K) => void
}

/** Single choice from a picker. */
export function Select<K extends string>({ label, options, on, empty = '', onChoose }: Props<K>) {
  const at = options.findIndex(({ key }) => key === on)
  const shown = options[at]?.name ?? empty
  return (
    <Picker
      mode="selector"
      range={options.map(({ name }) => name)}
      value={Math.max(0, at)}
      onChange={({ detail }) => {
        const chosen = options[Number(detail.value)]
        if (chosen) onChoose(chosen.key)
      }}
    >
      <View className="tap field wrap" hoverClass="pressed" {...aria({ role: 'button', label: `${label}，${shown}` })}>
        <Text className="soft">{label}</Text>
        <Text className="grow end">{shown}</Text>
      </View>
    </Picker>
  )
}
