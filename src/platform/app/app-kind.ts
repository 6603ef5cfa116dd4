import type { App } from '@core/contract/rows/privacy'

/** What this is: so that its login is known among one's others. */
export const APP: App = 'weapp'
