import type { ChosenFile } from './choose-files'

const read = (file: File): Promise<ChosenFile> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => {
      const address = String(reader.result)
      resolve({ name: file.name, size: file.size, bytes: address.slice(address.indexOf(',') + 1) })
    }
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })

/** The browser's file dialog; nothing if it was cancelled. `accept`: file name endings, with commas. */
export const chooseFiles: ((accept: string) => Promise<ChosenFile[]>) | undefined = (accept) =>
  new Promise((resolve, reject) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = accept
    input.multiple = true
    input.addEventListener('cancel', () => resolve([]))
    input.addEventListener('change', () => {
      Promise.all([...(input.files ?? [])].map(read)).then(resolve, reject)
    })
    input.click()
  })
