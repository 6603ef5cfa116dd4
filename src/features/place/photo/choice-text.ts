import { CHOSEN_MB_MOST } from '@core/place/photo-upload'
import type { Choice } from '@/platform/pictures/chosen-picture'
import type { ManagerWords } from '@/words/manager/use-manager-words'

/** Why a chosen picture cannot be used; empty where nothing was chosen. */
export const sayChoice = (t: ManagerWords['t'], choice: Exclude<Choice, object>): string =>
  choice === 'cancelled' ? '' : t(`photo.${choice}`, { megabytes: CHOSEN_MB_MOST })
