export type SystemSettings = { dark: boolean; scale: number; language: string }

const USUAL_FONT_SIZE = 16
const darkness = () => window.matchMedia('(prefers-color-scheme: dark)')

/** Theme, text scale and language. The browser's text size is the font size of an unstyled root element. */
export const readSystem = (): SystemSettings => ({
  dark: darkness().matches,
  scale: Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_FONT_SIZE || 1,
  language: navigator.language,
})

export const onSystemTheme = (listener: (dark: boolean) => void): void =>
  darkness().addEventListener('change', ({ matches }) => listener(matches))
