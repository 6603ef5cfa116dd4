import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { packOf, useDoor } from '@/features/attendance/roster/door-pack-store'
import { useScans } from '@/features/attendance/roster/scan-store'
import { onSignal } from '@/platform/network/connectivity'

/** How often what was not sent is tried again, and the roster looked at anew, while the page is open. */
const AGAIN = 30_000

/** A station's door on this phone: its pack, fetched when the page opens, and its scans, sent whenever that is possible. */
export function useDoorHere(station: string, by: string) {
  const pack = packOf(
    station,
    useDoor((state) => state.pack),
  )
  const [asking, setAsking] = useState(true)
  const [open, setOpen] = useState(true)
  const refresh = async () => {
    if (!station || !by) return
    await useScans.getState().send(by, '')
    await useDoor.getState().load(station)
    setAsking(false)
  }
  useDidShow(() => setOpen(true))
  useDidHide(() => setOpen(false))
  useEffect(() => {
    if (!open) return undefined
    refresh()
    const timer = setInterval(refresh, AGAIN)
    const deaf = onSignal(refresh)
    return () => {
      clearInterval(timer)
      deaf()
    }
  }, [open, station, by])
  return { pack, asking }
}
