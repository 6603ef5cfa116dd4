import type { Someone } from './world'

export type TestFiles = { name: string; bytes: string }[]
export const fileOf = (bytes: Uint8Array | string, name = '全区.xlsx'): TestFiles => [
  { name, bytes: Buffer.from(bytes).toString('base64') },
]

/** Imports files as a person does, at the district's desk. */
export function createImporter(who: () => Someone) {
  const ask = async (files: TestFiles, more: object = {}) => {
    const { status, body } = await who()('POST', '/api/district/import', { files, ...more })
    return { status, ...body }
  }
  const preview = (files: TestFiles) => ask(files, { preview: true })
  return {
    ask,
    preview,
    /** Previews and then applies. */
    async importFiles(files: TestFiles, gone?: object) {
      const { revision } = await preview(files)
      return ask(files, { revision, ...(gone ? { gone } : {}) })
    },
  }
}
