import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { doorPackOf, useDoorPack } from '@/features/attendance/roster/door-pack-store'
import { useScans } from '@/features/attendance/roster/scan-store'
import { onOnline } from '@/platform/network/connectivity'

/** Interval for sending unsent scans and reloading the roster while the page is open. */
const SYNC_EVERY_MS = 30_000

/** Door sync: loads the pack when the page opens, and sends scans whenever there is a network. */
export function useDoorSync(station: string, by: string) {
  const pack = doorPackOf(
    station,
    useDoorPack((state) => state.pack),
  )
  const [asking, setAsking] = useState(true)
  const [open, setOpen] = useState(true)
  const refresh = async () => {
    if (!station || !by) return
    await useScans.getState().send(by, '')
    await useDoorPack.getState().load(station)
    setAsking(false)
  }
  useDidShow(() => setOpen(true))
  useDidHide(() => setOpen(false))
  useEffect(() => {
    if (!open) return undefined
    refresh()
    const timer = setInterval(refresh, SYNC_EVERY_MS)
    const stopListening = onOnline(refresh)
    return () => {
      clearInterval(timer)
      stopListening()
    }
  }, [open, station, by])
  return { pack, asking }
}
