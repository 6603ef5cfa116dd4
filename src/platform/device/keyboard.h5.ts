/** Enter and space do what a finger does, on everything that says it can be touched. */
export function listenToKeyboard(): void {
  document.addEventListener('keydown', (event) => {
    const isControl = event.target instanceof HTMLElement && event.target.matches('[role][tabindex]')
    if (!isControl || (event.key !== 'Enter' && event.key !== ' ')) return
    event.preventDefault()
    ;(event.target as HTMLElement).click()
  })
}
