export type HapticKind = 'in' | 'again' | 'no'

const VIBRATIONS: Record<HapticKind, number[]> = { in: [60], again: [60, 80, 60], no: [200, 80, 200] }
/** Sequences of [hertz, seconds], the same as the mini-program's sound files (scripts/assets/sounds.mjs). */
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

/** Vibration and sound for a scan result, where the browser supports them. */
export function playHaptics(kind: HapticKind): void {
  navigator.vibrate?.(VIBRATIONS[kind])
  try {
    play(TONES[kind])
  } catch {
    // No audio in this browser: the screen shows the same result.
  }
}
