import { readScene, type SceneTarget } from '@core/notify/scene'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { isTimelinePreview } from './timeline-preview'

/** What is behind a page that was opened first. */
export const goHome = () => Taro.switchTab({ url: '/pages/nearby/index' })

/** What this page was opened with: by a path (a card, a link, a page before it), or by a code. */
export function usePageParam(about: SceneTarget): string | undefined {
  const { id, code, scene } = useRouter().params
  return id ?? code ?? (scene && readScene(about, scene))
}

/** What this page is about; whoever was told nothing that can be read lands at home. */
export function useRequiredPageParam(about: SceneTarget): string {
  const param = usePageParam(about)
  useEffect(() => {
    if (!param && !isTimelinePreview) goHome()
  }, [param])
  return param ?? ''
}

/** Was this page opened first, so that no step back leads to another of ours? */
export const useIsEntryPage = (): boolean => useState(() => !isTimelinePreview && Taro.getCurrentPages().length < 2)[0]
