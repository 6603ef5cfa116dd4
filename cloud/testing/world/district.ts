import type { DistrictName } from '../../base/deps'

/** The district of the tests, whose stations are called hp001 and so on. */
export const DISTRICT: DistrictName = { id: 'hp', title: '一刻' }
