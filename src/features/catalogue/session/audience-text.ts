import type { OfferingView } from '@core/catalogue/session'
import type { Words } from '@/words/use-words'

/** 谁都可以来 · 60 岁以上 · 3–8 岁 · 只给党员 · 大人带自家孩子 */
export function sayAudience(
  { t }: Words,
  { audience: { fromAge, toAge, only, household }, people }: OfferingView,
): string {
  const age =
    fromAge !== undefined && toAge !== undefined
      ? t('audience.between', { fromAge, toAge })
      : fromAge !== undefined
        ? t('audience.from', { fromAge })
        : toAge !== undefined
          ? t('audience.to', { toAge })
          : ''
  const who = household ? t('audience.household') : only ? t(`audience.${only}`) : age ? '' : t('audience.all')
  const size = people > 1 ? t('audience.people', { people }) : t('audience.one')
  return [who, age, size].filter(Boolean).join(' · ')
}
