import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { KEYS, persistStorage } from '@/platform/storage/storage'
import { onSystemTheme, readSystem } from '@/platform/system/system'

export type Theme = 'system' | 'light' | 'dark'
type PersistedAppearance = { theme: Theme /** 關懷模式: larger text and targets, nothing left out. */; care: boolean }
type Appearance = PersistedAppearance & {
  systemDark: boolean
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
onSystemTheme((systemDark) => useAppearance.setState({ systemDark }))

export const isDark = ({ theme, systemDark }: Pick<Appearance, 'theme' | 'systemDark'>): boolean =>
  theme === 'system' ? systemDark : theme === 'dark'

/** Walking slowly is part of the care mode: the quarter then reaches less far. */
export const usePace = (): 'usual' | 'slow' => (useAppearance((look) => look.care) ? 'slow' : 'usual')
