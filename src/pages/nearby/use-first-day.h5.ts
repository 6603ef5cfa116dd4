import { useEffect } from 'react'
import { goInstead } from '@/platform/app/navigation'

/** Opens the first-run page instead, while the district has no station. */
export const useFirstDay = (empty: boolean): void => {
  useEffect(() => {
    if (empty) goInstead('/resident/pages/first-day/index')
  }, [empty])
}
