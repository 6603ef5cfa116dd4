import { useState } from 'react'
import { draftOf, type StationDraft } from '@/features/catalogue/station-page/station-draft'
import type { StationPage } from '@/features/catalogue/station-page/store'

export type StationEditing = { draft: StationDraft; setDraft: (draft: StationDraft | undefined) => void }

/** What was typed about a station, until it is saved or another station is chosen. */
export function useStationDraft(page: StationPage | undefined): StationEditing | undefined {
  const [typed, setTyped] = useState<{ id: string; draft: StationDraft }>()
  if (!page) return undefined
  const { id } = page.station
  return {
    draft: typed?.id === id ? typed.draft : draftOf(page.station),
    setDraft: (draft) => setTyped(draft && { id, draft }),
  }
}
