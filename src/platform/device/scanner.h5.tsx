import { useEffect, useRef, useState } from 'react'
import type { ScannerProps } from './scanner'
import './camera.scss'

/** Decoded frames per second: fast enough for a hand holding still, light enough for an old phone. */
const FRAMES_PER_SECOND = 6
/** Debounce: a code that stays in view is reported again only after this. */
const REPEAT_AFTER_MS = 4_000
/** Longer side of the decoded frame in pixels; a pass fills most of it. */
const MAX_FRAME_SIDE = 640

/** Camera scanner for the browser; the decoder is loaded when the camera starts. */
export function Scanner({ button, refused, label, onCode }: ScannerProps) {
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<'off' | 'on' | 'refused'>('off')
  const latestOnCode = useRef(onCode)
  latestOnCode.current = onCode

  useEffect(() => {
    if (state !== 'on') return undefined
    let stopped = false
    let stream: MediaStream | undefined
    let timer: ReturnType<typeof setTimeout>
    const seen = { text: '', at: 0 }
    const canvas = document.createElement('canvas')

    const watch = async () => {
      const readCode = await createReader()
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false })
      if (stopped || !video.current) return stopStream(stream)
      video.current.srcObject = stream
      await video.current.play()
      const onRead = async () => {
        const text = await readCode(video.current, canvas)
        if (stopped) return
        if (text && (text !== seen.text || Date.now() - seen.at > REPEAT_AFTER_MS)) latestOnCode.current(text)
        if (text) Object.assign(seen, { text, at: Date.now() })
        timer = setTimeout(onRead, 1000 / FRAMES_PER_SECOND)
      }
      onRead()
    }
    watch().catch(() => !stopped && setState('refused'))
    return () => {
      stopped = true
      clearTimeout(timer)
      stopStream(stream)
    }
  }, [state])

  if (state === 'on') {
    return (
      <>
        <div className="camera">
          <video ref={video} className="camera-film" playsInline muted tabIndex={-1} aria-label={label} />
        </div>
        {button('stop', () => setState('off'))}
      </>
    )
  }
  return (
    <>
      {state === 'refused' && refused}
      {button('start', () => setState('on'))}
    </>
  )
}

function stopStream(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop()
}

type ReadFrame = (video: HTMLVideoElement | null, canvas: HTMLCanvasElement) => Promise<string | undefined>
type Detector = { detect: (from: HTMLVideoElement) => Promise<{ rawValue: string }[]> }
type Detectors = { new (options: { formats: string[] }): Detector; getSupportedFormats: () => Promise<string[]> }

/** The browser's BarcodeDetector where there is one; else a small library that needs no WebAssembly. */
async function createReader(): Promise<ReadFrame> {
  const { BarcodeDetector: detectors } = window as { BarcodeDetector?: Detectors }
  if ((await detectors?.getSupportedFormats().catch((): string[] => []))?.includes('qr_code')) {
    const detector = new (detectors as Detectors)({ formats: ['qr_code'] })
    return async (video) => {
      if (!video?.videoWidth) return undefined
      return (await detector.detect(video).catch(() => []))[0]?.rawValue
    }
  }
  const { default: decodeQR } = await import('qr/decode.js')
  return async (video, canvas) => readFrame(video, canvas, decodeQR)
}

type Decode = (image: { width: number; height: number; data: Uint8ClampedArray }) => string

/** The code in the frame, or undefined; a frame without a code is normal. */
function readFrame(video: HTMLVideoElement | null, canvas: HTMLCanvasElement, decode: Decode): string | undefined {
  if (!video?.videoWidth) return undefined
  const scale = Math.min(1, MAX_FRAME_SIDE / Math.max(video.videoWidth, video.videoHeight))
  canvas.width = Math.round(video.videoWidth * scale)
  canvas.height = Math.round(video.videoHeight * scale)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return undefined
  context.drawImage(video, 0, 0, canvas.width, canvas.height)
  try {
    return decode(context.getImageData(0, 0, canvas.width, canvas.height))
  } catch {
    return undefined
  }
}
