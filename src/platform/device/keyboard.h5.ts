/** Enter and space do what a finger does, on everything that says it can be touched. */
export function listenToKeys(): void {
  document.addEventListener('keydown', (event) => {
    const touched = event.target instanceof HTMLElement && event.target.matches('[role][tabindex]')
    if (!touched || (event.key !== 'Enter' && event.key !== ' ')) return
    event.preventDefault()
    ;(event.target as HTMLElement).click()
  })
}
