import { DISTRICT_HEADER } from '@core/contract/transport'
import { districtId } from '@/platform/app/district'

/** Names the district to a cloud that is reached without a host name of the district. */
export const districtHeader: Record<string, string> = districtId ? { [DISTRICT_HEADER]: districtId } : {}
