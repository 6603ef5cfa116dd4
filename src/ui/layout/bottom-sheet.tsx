import { Text, View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { aria } from '@/platform/device/aria'
import { useWords } from '@/words/use-words'
import { Icon } from '../buttons/icon'
import { Touchable } from '../buttons/touchable'
import { FixedArea } from './fixed-area'

/** Bottom sheet (modal dialog) for a small task on its page. */
export function BottomSheet({ title, onClose, children }: PropsWithChildren<{ title: string; onClose: () => void }>) {
  const { t } = useWords()
  return (
    <>
      <Touchable className="bottom-sheet-backdrop" label={t('sheet.close')} onTap={onClose} />
      <View className="bottom-sheet" {...aria({ role: 'dialog', label: title })}>
        {/* The content is as tall as it needs, and the sheet scrolls: as a column of its own it would squeeze codes and rows. */}
        <View className="stack">
          <View className="row between">
            <Text className="heading">{title}</Text>
            <Touchable className="link" label={t('sheet.close')} onTap={onClose}>
              <Icon name="close" />
            </Touchable>
          </View>
          <FixedArea.Provider value={true}>{children}</FixedArea.Provider>
        </View>
      </View>
    </>
  )
}
