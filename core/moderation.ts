import { DAY, MINUTE } from './time'

/** Between two times that WeChat is asked about the same words; whoever asks has them for so long. */
export const ASK_AGAIN = 10 * MINUTE
/** So long WeChat has time; then the district reads them. */
export const HELD_FOR = DAY
