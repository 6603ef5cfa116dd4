import { useDidShow, useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
// Whoever keeps a part of what is told must be there before anything is.
import '@/features/booking/store'
import '@/features/notice/store'
import '@/features/person/store'
import '@/features/station/store'
import { listenForGuide } from '@/platform/guide'
import { listenToKeys } from '@/platform/keys'
import { forget, KEYS } from '@/platform/storage'
import { listen, sync } from '@/platform/sync'
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
