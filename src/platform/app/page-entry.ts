import { readScene, type SceneTarget } from '@core/notify/scene'
import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { goHome, stackDepth } from './navigation'
import { isTimelinePreview } from './timeline-preview'

/** The page's parameter: from its path (a card, a link, another page) or from the scene of a mini-program code. */
export function usePageParam(about: SceneTarget): string | undefined {
  const { id, code, scene } = useRouter().params
  return id ?? code ?? (scene && readScene(about, scene))
}

/** The page's parameter; without a readable one the app goes to the home page. */
export function useRequiredPageParam(about: SceneTarget): string {
  const param = usePageParam(about)
  useEffect(() => {
    if (!param && !isTimelinePreview) goHome()
  }, [param])
  return param ?? ''
}

/** Whether this page was opened directly, so that there is no page of ours to go back to. */
export const useIsEntryPage = (): boolean => useState(() => !isTimelinePreview && stackDepth() < 2)[0]
