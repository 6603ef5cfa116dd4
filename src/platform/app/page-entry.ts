import { readScene, type Subject } from '@core/notify/scene'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { preview } from './timeline-preview'

/** What is behind a page that was opened first. */
export const goHome = () => Taro.switchTab({ url: '/pages/nearby/index' })

/** What this page was opened with: by a path (a card, a link, a page before it), or by a code. */
export function useTold(about: Subject): string | undefined {
  const { id, code, scene } = useRouter().params
  return id ?? code ?? (scene && readScene(about, scene))
}

/** What this page is about; whoever was told nothing that can be read lands at home. */
export function useAbout(about: Subject): string {
  const told = useTold(about)
  useEffect(() => {
    if (!told && !preview) goHome()
  }, [told])
  return told ?? ''
}

/** Was this page opened first, so that no step back leads to another of ours? */
export const useIsFirst = (): boolean => useState(() => !preview && Taro.getCurrentPages().length < 2)[0]
