import { Camera, View } from '@tarojs/components'
import { type ReactNode, useRef, useState } from 'react'
import { askPrivacyConsent } from '../wechat/privacy-guide'
import { aria } from './aria'
import './camera.scss'

export type ScannerProps = {
  /** Draws what one taps; how a button looks is not the platform's business. */
  button: (does: 'start' | 'stop', onTap: () => void) => ReactNode
  /** Shown when there is no camera to be had. */
  refused: ReactNode
  /** What a reader says of the picture. */
  label: string
  onCode: (text: string) => void
}

/** A code stays in view after its answer; it is asked about again only after this. */
const REPEAT_AFTER_MS = 4_000

/**
 * WeChat's camera, which goes on looking: a queue passes by without a tap between two. A picture of a code from an album
 * has no place at a door.
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
