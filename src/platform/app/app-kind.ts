import type { App } from '@core/contract/endpoints/account/login'

/** What this is: so that its login is known among one's others. */
export const APP: App = 'weapp'
