import { useMemo } from 'react'
import type { EncodedImage } from './temporary-picture'

/** Where an image finds it: in the text itself. */
export const useImagePath = (picture: EncodedImage | undefined): string | undefined =>
  useMemo(() => picture && `data:${picture.type};base64,${picture.bytes}`, [picture])
