import type { App } from '@core/contract/rows/privacy'

/** Which app this is: shown in the list of a person's logins. */
export const APP: App = 'weapp'
