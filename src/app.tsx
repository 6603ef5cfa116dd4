import Taro, { useDidShow, useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
// Stores that listen to a part of sync must be loaded before the first sync.
import '@/features/booking/booking/store'
import '@/features/notify/notice/store'
import '@/features/account/person/store'
import '@/features/place/station/store'
import { goHome } from '@/platform/app/navigation'
import { listenForUpdate } from '@/platform/app/update'
import { listenToKeyboard } from '@/platform/device/keyboard'
import { onSyncPart, sync } from '@/platform/network/sync'
import { forget, KEYS } from '@/platform/storage/storage'
import { listenForPrivacyGuide } from '@/platform/wechat/privacy-guide'
import { refreshSystemTheme } from '@/ui/layout/appearance'
import { wordsNow } from '@/words/use-words'
import './app.scss'

// The stored door pack is deleted when the role ends, even if the manager's subpackage, which owns it, is not loaded.
onSyncPart('door', (door) => {
  if (door === null) forget(KEYS.door)
  return door === null
})

// An old card or printed code may name a page of an earlier version. Not by Taro's hook, since WeChat asks before the app
// component is mounted.
Taro.onPageNotFound(goHome)

function updateTexts() {
  const { t } = wordsNow()
  return {
    title: t('update.title'),
    content: t('update.text'),
    confirmText: t('update.now'),
    cancelText: t('update.later'),
  }
}

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    listenToKeyboard()
    listenForPrivacyGuide()
    listenForUpdate(updateTexts)
    sync()
  })
  // Sync again when the app returns to the foreground.
  useDidShow(() => {
    refreshSystemTheme()
    sync()
  })
  return children
}
