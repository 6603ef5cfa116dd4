import './print.scss'

/** The browser's own; what is for paper alone, and what is not, the style says. */
export const print: (() => void) | undefined = () => window.print()
