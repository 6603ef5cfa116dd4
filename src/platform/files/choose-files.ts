/** A file that a person chose, its bytes in base64. */
export type ChosenFile = { name: string; size: number; bytes: string }

/** Not available: files are chosen at a computer. */
export const chooseFiles: ((accept: string) => Promise<ChosenFile[]>) | undefined = undefined
