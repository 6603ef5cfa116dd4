import { type Browser, chromium } from '@playwright/test'
import encodeQR from 'qr'

const WIDTH = 640
const HEIGHT = 480
const MODULE = 8
const GREY = 128

/** Video of a camera that is pointed at this code: one still frame of YUV 4:2:0, for Chromium's fake camera. */
export function cameraVideo(text: string): Buffer {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', encoding: 'alphanumeric', border: 4 })
  const left = Math.floor((WIDTH - rows.length * MODULE) / 2)
  const top = Math.floor((HEIGHT - rows.length * MODULE) / 2)
  const light = Buffer.alloc(WIDTH * HEIGHT, 235)
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      if (rows[Math.floor((y - top) / MODULE)]?.[Math.floor((x - left) / MODULE)]) light[y * WIDTH + x] = 16
    }
  }
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc((WIDTH * HEIGHT) / 2, GREY)])
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`)
  return Buffer.concat([header, ...Array(10).fill(frame)])
}

/** Launches a browser whose fake camera plays this video file. */
export const launchWithCamera = (file: string): Promise<Browser> =>
  chromium.launch({
    ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${file}`,
    ],
  })
