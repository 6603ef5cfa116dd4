import type { Language } from '@core/words/say'

const ours = (tag: string): Language | undefined => {
  if (/^zh-(hant|hk|tw|mo)/.test(tag)) return 'zh-hant'
  if (/^zh/.test(tag)) return 'zh-hans'
  return /^en/.test(tag) ? 'en' : undefined
}

/** The first supported language of `Accept-Language`; 简体 if there is none. */
export function languageOf(header = ''): Language {
  const tags = header
    .toLowerCase()
    .split(',')
    .map((part) => (part.split(';')[0] ?? '').trim())
  return tags.map(ours).find((language) => language !== undefined) ?? 'zh-hans'
}
