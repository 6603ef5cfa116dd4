/** Id of the district, which the cloud writes into the page; empty where it has but one. */
export const districtId: string = document.querySelector<HTMLMetaElement>('meta[name="yike-district"]')?.content ?? ''
