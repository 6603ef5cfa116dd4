import { Input, View } from '@tarojs/components'
import { memo } from 'react'
import { ariaLabel } from '@/platform/device/aria'
import { Icon } from '../buttons/icon'

type Props = {
  /** Label and placeholder. */
  what: string
  value: string
  most: number
  /** Fills the rest of its row. */
  grows?: boolean
  onChange: (value: string) => void
}

/** Search input; memoised, so that it goes through setData only when its props change. */
export const SearchField = memo(function SearchField({ what, value, most, grows, onChange }: Props) {
  return (
    <View className={grows ? 'field grow' : 'field'}>
      <Icon name="search" />
      <Input
        className="input"
        type="text"
        confirmType="search"
        value={value}
        maxlength={most}
        placeholder={what}
        onInput={({ detail }) => onChange(detail.value)}
        {...ariaLabel(what)}
      />
    </View>
  )
})
