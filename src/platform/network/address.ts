import { cloudAt } from '@/platform/app/env'

/** Reached by WeChat alone, the cloud may have no address. */
export const hasCloudUrl = cloudAt !== ''

/** A path of the cloud as an address that other programs open. */
export const absoluteUrl = (path: string): string => cloudAt + path
