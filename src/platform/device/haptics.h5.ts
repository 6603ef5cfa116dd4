export type HapticKind = 'in' | 'again' | 'no'

const VIBRATIONS: Record<HapticKind, number[]> = { in: [60], again: [60, 80, 60], no: [200, 80, 200] }
/** Hertz and seconds, one after the other: as the files that the mini-program plays (scripts/assets/sounds.mjs). */
const TONES: Record<HapticKind, [number, number][]> = {
  in: [[1320, 0.12]],
  again: [
    [880, 0.1],
    [880, 0.1],
  ],
  no: [[220, 0.4]],
}
const GAP = 0.06
const VOLUME = 0.3

let audio: AudioContext | undefined

function play(tones: [number, number][]): void {
  audio ??= new AudioContext()
  let at = audio.currentTime
  for (const [pitch, seconds] of tones) {
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    volume.gain.value = VOLUME
    tone.frequency.value = pitch
    tone.connect(volume).connect(audio.destination)
    tone.start(at)
    tone.stop(at + seconds)
    at += seconds + GAP
  }
}

/** What a hand and an ear have of an answer, where the browser can. */
export function playHaptics(feeling: HapticKind): void {
  navigator.vibrate?.(VIBRATIONS[feeling])
  try {
    play(TONES[feeling])
  } catch {
    // A browser without sound: what is shown says the same.
  }
}
