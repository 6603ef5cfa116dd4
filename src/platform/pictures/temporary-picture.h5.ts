import { useMemo } from 'react'
import type { EncodedImage } from './temporary-picture'

/** Image source as a data URI. */
export const useImagePath = (picture: EncodedImage | undefined): string | undefined =>
  useMemo(() => picture && `data:${picture.type};base64,${picture.bytes}`, [picture])
