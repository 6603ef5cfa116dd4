/** Id of the district that this build is for (TARO_APP_DISTRICT); empty where its cloud has but one. */
export const districtId: string = typeof DISTRICT === 'undefined' ? '' : DISTRICT
