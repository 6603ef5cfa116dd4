import type { OfferingView } from '@core/catalogue/session'
import type { Words } from '@/words/use-words'

/**
 * 谁都可以来 · 60 周岁及以上 · 3–8 周岁 · 党员 · 大人带孩子. The size of a group is limited by the session's capacity too; with
 * none there is no size to tell.
 */
export function sayAudience(
  { t }: Pick<Words, 't'>,
  { audience: { fromAge, toAge, only, household }, people }: OfferingView,
  capacity = Number.POSITIVE_INFINITY,
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
  const most = Math.min(people, capacity)
  const size = most > 1 ? t('audience.people', { people: most }) : most === 1 ? t('audience.one') : ''
  return [who, age, size].filter(Boolean).join(' · ')
}
