/** Enter and space activate every focusable control. */
export function listenToKeyboard(): void {
  document.addEventListener('keydown', (event) => {
    const isControl = event.target instanceof HTMLElement && event.target.matches('[role][tabindex]')
    if (!isControl || (event.key !== 'Enter' && event.key !== ' ')) return
    event.preventDefault()
    ;(event.target as HTMLElement).click()
  })
}
