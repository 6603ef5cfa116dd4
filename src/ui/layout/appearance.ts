import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { KEYS, persistStorage } from '@/platform/storage/storage'
import { onSystemTheme, readSystem } from '@/platform/system/system'

export type Theme = 'system' | 'light' | 'dark'
type PersistedAppearance = {
  theme: Theme /** Care mode (关怀模式): larger text and touch targets, same content. */
  care: boolean
}
type Appearance = PersistedAppearance & {
  systemDark: boolean
  /** Colours of the district's sign; absent, the app's own. Comes with the stations, and is stored with them. */
  sign?: { light: string; dark: string } | undefined
  setTheme: (theme: Theme) => void
  setCare: (care: boolean) => void
}

export const useAppearance = create<Appearance>()(
  persist(
    (set) => ({
      theme: 'system',
      care: false,
      systemDark: readSystem().dark,
      setTheme: (theme) => set({ theme }),
      setCare: (care) => set({ care }),
    }),
    {
      name: KEYS.look,
      storage: persistStorage<PersistedAppearance>(),
      partialize: ({ theme, care }) => ({ theme, care }),
    },
  ),
)

function followSystem(systemDark: boolean): void {
  if (useAppearance.getState().systemDark !== systemDark) useAppearance.setState({ systemDark })
}
onSystemTheme(followSystem)
/** Reads the phone's theme again: it may have changed while the app was in the background. */
export const refreshSystemTheme = (): void => followSystem(readSystem().dark)

export const isDark = ({ theme, systemDark }: Pick<Appearance, 'theme' | 'systemDark'>): boolean =>
  theme === 'system' ? systemDark : theme === 'dark'

/** Walking pace; slow in care mode, so that the fifteen-minute ring is smaller. */
export const usePace = (): 'usual' | 'slow' => (useAppearance((look) => look.care) ? 'slow' : 'usual')
