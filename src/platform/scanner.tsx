import Taro from '@tarojs/taro'
import type { ReactNode } from 'react'

export type ScannerProps = {
  /** Draws what one taps; how a button looks is not the platform's business. */
  button: (does: 'start' | 'stop', onTap: () => void) => ReactNode
  /** Shown when there is no camera to be had. */
  refused: ReactNode
  onCode: (text: string) => void
}

/** WeChat's own scanner, camera only: a picture of a code from an album has no place at a door. */
export function Scanner({ button, onCode }: ScannerProps) {
  const scan = async () => {
    try {
      const { result } = await Taro.scanCode({ onlyFromCamera: true, scanType: ['qrCode'] })
      onCode(result)
    } catch {
      // Closed without a code: nothing to say.
    }
  }
  return button('start', scan)
}
