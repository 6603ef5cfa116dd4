import { cloudAt } from '@/env'

/** A path of the cloud as an address that other programs open. */
export const addressOf = (path: string): string => cloudAt + path
