import Taro from '@tarojs/taro'

export type HapticKind = 'in' | 'again' | 'no'

/** One audio context per sound, created on first use (files made by scripts/assets/sounds.mjs). */
const sounds = new Map<HapticKind, Taro.InnerAudioContext>()

function soundOf(kind: HapticKind): Taro.InnerAudioContext {
  const known = sounds.get(kind)
  if (known) return known
  const made = Taro.createInnerAudioContext()
  made.src = `/manager/static/${kind}.wav`
  sounds.set(kind, made)
  return made
}

/**
 * Vibration and sound for a scan result, so that staff need not watch the screen: short and high for yes, twice for
 * someone already in, long and low for no.
 */
export function playHaptics(kind: HapticKind): void {
  const done = kind === 'in' ? Taro.vibrateShort({ type: 'medium' }) : Taro.vibrateLong()
  done.catch(() => undefined)
  const sound = soundOf(kind)
  sound.stop()
  sound.play()
}
