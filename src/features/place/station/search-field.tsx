import { Input, View } from '@tarojs/components'
import { memo } from 'react'
import { ariaLabel } from '@/platform/device/aria'
import { Icon } from '@/ui/buttons/icon'
import { useWords } from '@/words/use-words'

type Props = { name: string; onName: (name: string) => void }

/** Search by name; it is sent to the view only when what is in it changes. */
export const SearchField = memo(function SearchField({ name, onName }: Props) {
  const { t } = useWords()
  return (
    <View className="field grow">
      <Icon name="search" />
      <Input
        className="input"
        type="text"
        confirmType="search"
        value={name}
        placeholder={t('nearby.search')}
        onInput={({ detail }) => onName(detail.value)}
        {...ariaLabel(t('nearby.search'))}
      />
    </View>
  )
})
