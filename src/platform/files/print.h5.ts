import './print.scss'

/** The browser's print dialog; print.scss says what is printed. */
export const print: (() => void) | undefined = () => window.print()
