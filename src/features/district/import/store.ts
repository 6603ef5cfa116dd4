import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import type { Gone, PastImport } from '@core/district/import/summary'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

export type ImportFiles = { name: string; bytes: string }[]
/** What an import would do, or has done. */
export type ImportEffect = Answer<Endpoints['importDistrict']>

type ImportState = {
  past: PastImport[] | undefined
  load: () => Promise<CallOutcome>
  preview: (files: ImportFiles) => Promise<CallOutcome<ImportEffect>>
  apply: (files: ImportFiles, revision: string, gone: Gone | undefined) => Promise<CallOutcome<ImportEffect>>
}

const initialState = { past: undefined }

/** Imports of the district. The files are not kept here: they may be large. */
export const useImports = create<ImportState>()((set, get) => ({
  ...initialState,
  async load() {
    const loaded = await toOutcome(cloud('imports', {}))
    if (loaded.state === 'done') set({ past: loaded.answer.imports })
    return loaded
  },
  preview: (files) => toOutcome(cloud('importDistrict', { body: { files, preview: true } })),
  async apply(files, revision, gone) {
    const applied = await toOutcome(cloud('importDistrict', { body: { files, revision, ...(gone ? { gone } : {}) } }))
    if (applied.state === 'done') await get().load()
    return applied
  },
}))

onLoginEnded(() => useImports.setState(initialState))
