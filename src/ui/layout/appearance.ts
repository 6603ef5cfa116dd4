import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { KEYS, stored } from '@/platform/storage/storage'
import { onSystemTheme, readSystem } from '@/platform/system/system'

export type Theme = 'system' | 'light' | 'dark'
type Chosen = { theme: Theme /** 關懷模式: larger text and targets, nothing left out. */; care: boolean }
type Look = Chosen & { systemDark: boolean; setTheme: (theme: Theme) => void; setCare: (care: boolean) => void }

export const useLook = create<Look>()(
  persist(
    (set) => ({
      theme: 'system',
      care: false,
      systemDark: readSystem().dark,
      setTheme: (theme) => set({ theme }),
      setCare: (care) => set({ care }),
    }),
    { name: KEYS.look, storage: stored<Chosen>(), partialize: ({ theme, care }) => ({ theme, care }) },
  ),
)
onSystemTheme((systemDark) => useLook.setState({ systemDark }))

export const isDark = ({ theme, systemDark }: Pick<Look, 'theme' | 'systemDark'>): boolean =>
  theme === 'system' ? systemDark : theme === 'dark'

/** Walking slowly is part of the care mode: the quarter then reaches less far. */
export const usePace = (): 'usual' | 'slow' => (useLook((look) => look.care) ? 'slow' : 'usual')
