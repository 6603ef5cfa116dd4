import { ariaLabel } from './aria'

/** No-op: a phone has no hardware keyboard. */
export const listenToKeyboard = (): void => undefined

/** Props of an input for digits: its label, and the number keyboard. */
export const digitInput = (label: string): Record<string, unknown> => ({ type: 'number', ...ariaLabel(label) })
