import { Input, View } from '@tarojs/components'
import { memo } from 'react'
import { ariaLabel } from '@/platform/device/aria'
import { Icon } from '../buttons/icon'

type Props = {
  /** What is searched for: its label and placeholder. */
  what: string
  value: string
  most: number
  /** It takes what its row has left. */
  grows?: boolean
  onChange: (value: string) => void
}

/** Search by what is typed; it is sent to the view only when what is in it changes. */
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
