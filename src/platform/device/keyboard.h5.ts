/** Enter and space activate every focusable control. */
export function listenToKeyboard(): void {
  document.addEventListener('keydown', (event) => {
    const isControl = event.target instanceof HTMLElement && event.target.matches('[role][tabindex]')
    if (!isControl || (event.key !== 'Enter' && event.key !== ' ')) return
    event.preventDefault()
    ;(event.target as HTMLElement).click()
  })
}

/**
 * Props of an input for digits: its label, and the number keyboard. Its type stays text, so that a hand-held scanner
 * can type the whole text of a code.
 */
export const digitInput = (label: string): Record<string, unknown> => ({
  type: 'text',
  nativeProps: { 'aria-label': label, inputMode: 'numeric' },
})
