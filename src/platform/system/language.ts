import { LANGUAGES, type Language } from '@core/words/say'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { KEYS, persistStorage } from '@/platform/storage/storage'
import { readSystem } from '@/platform/system/system'

/** Language of the phone, if we support it; else 简体. */
function systemLanguage(): Language {
  const tag = readSystem().language.toLowerCase().replace('_', '-')
  if (/^zh-(hant|hk|tw|mo)/.test(tag)) return 'zh-hant'
  return tag.startsWith('en') ? 'en' : 'zh-hans'
}

type Choice = { chosen: Language | 'system'; choose: (language: Language | 'system') => void }

export const useLanguageChoice = create<Choice>()(
  persist((set) => ({ chosen: 'system', choose: (chosen) => set({ chosen }) }), {
    name: KEYS.language,
    storage: persistStorage<Pick<Choice, 'chosen'>>(),
    partialize: ({ chosen }) => ({ chosen }),
  }),
)

const resolve = (chosen: Choice['chosen']): Language =>
  chosen !== 'system' && LANGUAGES.includes(chosen) ? chosen : systemLanguage()

export const languageNow = (): Language => resolve(useLanguageChoice.getState().chosen)
export const useLanguage = (): Language => resolve(useLanguageChoice((state) => state.chosen))
