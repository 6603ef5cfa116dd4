import { cloudAt } from '@/platform/app/env'

/** False where the cloud is reached only through WeChat and has no URL of its own. */
export const hasCloudUrl = cloudAt !== ''

/** Absolute URL of a path on the cloud, for links that other programs open. */
export const absoluteUrl = (path: string): string => cloudAt + path
