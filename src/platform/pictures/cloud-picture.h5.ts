import { absoluteUrl } from '../network/address'

/** Source of a public picture of the cloud: its address. */
export const useCloudPicture = (path: string | undefined): string | undefined => path && absoluteUrl(path)
