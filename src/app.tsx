import { useDidShow, useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
// Whoever keeps a part of what is told must be there before anything is.
import '@/features/booking/booking/store'
import '@/features/notify/notice/store'
import '@/features/account/person/store'
import '@/features/place/station/store'
import { listenToKeyboard } from '@/platform/device/keyboard'
import { onSyncPart, sync } from '@/platform/network/sync'
import { forget, KEYS } from '@/platform/storage/storage'
import { listenForPrivacyGuide } from '@/platform/wechat/privacy-guide'
import './app.scss'

// What is kept of a station's door goes with the role, though the desk, which keeps it, is not loaded.
onSyncPart('door', (said) => {
  if (said === null) forget(KEYS.door)
  return said === null
})

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    listenToKeyboard()
    listenForPrivacyGuide()
    sync()
  })
  // Back after a while elsewhere.
  useDidShow(() => {
    sync()
  })
  return children
}
