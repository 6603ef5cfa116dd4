import { useMemo } from 'react'
import type { Picture } from './temporary-picture'

/** Where an image finds it: in the text itself. */
export const usePicture = (picture: Picture | undefined): string | undefined =>
  useMemo(() => picture && `data:${picture.type};base64,${picture.bytes}`, [picture])
