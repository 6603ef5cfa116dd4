import Taro from '@tarojs/taro'

export type HapticKind = 'in' | 'again' | 'no'

/** Said once each: a door is loud, and nobody looks at a screen all the time (scripts/assets/sounds.mjs). */
const sounds = new Map<HapticKind, Taro.InnerAudioContext>()

function soundOf(feeling: HapticKind): Taro.InnerAudioContext {
  const known = sounds.get(feeling)
  if (known) return known
  const made = Taro.createInnerAudioContext()
  made.src = `/manager/static/${feeling}.wav`
  sounds.set(feeling, made)
  return made
}

/** What a hand and an ear have of an answer: short and high for yes, twice for one who is in already, long and low for no. */
export function playHaptics(feeling: HapticKind): void {
  const done = feeling === 'in' ? Taro.vibrateShort({ type: 'medium' }) : Taro.vibrateLong()
  done.catch(() => undefined)
  const sound = soundOf(feeling)
  sound.stop()
  sound.play()
}
