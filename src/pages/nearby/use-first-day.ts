/** Not needed: a mini-program is released by a district that has stations. */
export const useFirstDay = (_empty: boolean): void => undefined
