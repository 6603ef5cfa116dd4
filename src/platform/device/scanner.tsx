import { Camera, View } from '@tarojs/components'
import { type ReactNode, useRef, useState } from 'react'
import { askPrivacyConsent } from '../wechat/privacy-guide'
import { aria } from './aria'
import './camera.scss'

export type ScannerProps = {
  /** Renders the start/stop button; its look belongs to ui. */
  button: (does: 'start' | 'stop', onTap: () => void) => ReactNode
  /** Shown when the camera is unavailable. */
  refused: ReactNode
  /** Label for screen readers. */
  label: string
  onCode: (text: string) => void
}

/** Debounce: a code that stays in view is reported again only after this. */
const REPEAT_AFTER_MS = 4_000

/**
 * Continuous scanner on WeChat's camera: a queue passes without a tap between two people. It offers no picture from the
 * album, which is not acceptable at check-in.
 */
export function Scanner({ button, refused, label, onCode }: ScannerProps) {
  const [state, setState] = useState<'off' | 'on' | 'refused'>('off')
  const seen = useRef({ text: '', at: 0 })
  const onRead = (text: string) => {
    const fresh = text !== seen.current.text || Date.now() - seen.current.at > REPEAT_AFTER_MS
    seen.current = { text, at: Date.now() }
    if (fresh) onCode(text)
  }
  if (state === 'on') {
    return (
      <>
        <View className="camera" {...aria({ role: 'img', label })}>
          <Camera
            className="camera-view"
            mode="scanCode"
            devicePosition="back"
            flash="auto"
            onScanCode={({ detail }) => onRead(String((detail as { result?: string }).result ?? ''))}
            onError={() => setState('refused')}
          />
        </View>
        {button('stop', () => setState('off'))}
      </>
    )
  }
  return (
    <>
      {state === 'refused' && refused}
      {button('start', async () => setState((await askPrivacyConsent()) ? 'on' : 'refused'))}
    </>
  )
}
