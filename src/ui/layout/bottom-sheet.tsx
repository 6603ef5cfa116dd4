import { Text, View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { aria } from '@/platform/device/aria'
import { useWords } from '@/words/use-words'
import { Sign } from '../buttons/icon'
import { Touch } from '../buttons/touchable'

/** Something small to do, over the page it belongs to. */
export function Sheet({ title, onClose, children }: PropsWithChildren<{ title: string; onClose: () => void }>) {
  const { t } = useWords()
  return (
    <>
      <Touch className="sheet-back" label={t('sheet.close')} onTap={onClose} />
      <View className="sheet stack" {...aria({ role: 'dialog', label: title })}>
        <View className="row between">
          <Text className="heading">{title}</Text>
          <Touch className="link" label={t('sheet.close')} onTap={onClose}>
            <Sign name="close" />
          </Touch>
        </View>
        {children}
      </View>
    </>
  )
}
