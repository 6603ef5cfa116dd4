import { useDidShow, useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
// Whoever keeps a part of what is told must be there before anything is.
import '@/features/booking/booking/store'
import '@/features/notify/notice/store'
import '@/features/account/person/store'
import '@/features/place/station/store'
import { listenToKeys } from '@/platform/device/keyboard'
import { listen, sync } from '@/platform/network/sync'
import { forget, KEYS } from '@/platform/storage/storage'
import { listenForGuide } from '@/platform/wechat/privacy-guide'
import './app.scss'

// What is kept of a station's door goes with the role, though the desk, which keeps it, is not loaded.
listen('door', (said) => {
  if (said === null) forget(KEYS.door)
  return said === null
})

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    listenToKeys()
    listenForGuide()
    sync()
  })
  // Back after a while elsewhere.
  useDidShow(() => {
    sync()
  })
  return children
}
