import { useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { useMe } from '@/features/person/store'
import { usePack } from '@/features/station/store'
import { listenToKeys } from '@/platform/keys'
import './app.scss'

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    listenToKeys()
    usePack.getState().refresh()
    useMe.getState().refresh()
  })
  return children
}
