const ENGLISH = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** English name of a month from 1 to 12: by number, 3/11 would be read as the third of November or the eleventh of March. */
export const englishMonth = (month: number): string => ENGLISH[month - 1] ?? ''
