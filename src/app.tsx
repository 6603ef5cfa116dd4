import { useDidShow, useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
// Stores that listen to a part of sync must be loaded before the first sync.
import '@/features/booking/booking/store'
import '@/features/notify/notice/store'
import '@/features/account/person/store'
import '@/features/place/station/store'
import { listenToKeyboard } from '@/platform/device/keyboard'
import { onSyncPart, sync } from '@/platform/network/sync'
import { forget, KEYS } from '@/platform/storage/storage'
import { listenForPrivacyGuide } from '@/platform/wechat/privacy-guide'
import './app.scss'

// The stored door pack is deleted when the role ends, even if the manager's subpackage, which owns it, is not loaded.
onSyncPart('door', (door) => {
  if (door === null) forget(KEYS.door)
  return door === null
})

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    listenToKeyboard()
    listenForPrivacyGuide()
    sync()
  })
  // Sync again when the app returns to the foreground.
  useDidShow(() => {
    sync()
  })
  return children
}
