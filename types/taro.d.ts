/// <reference types="@tarojs/taro" />

// Set by config/index.ts when the app is built, so that what is not chosen is not in the package.

/** How the mini-program reaches its cloud. */
declare const TRANSPORT: 'request' | 'function' | 'container'
/** Where the cloud is: empty in h5, which the cloud itself serves, and where it has no address of its own. */
declare const CLOUD_AT: string
/** CloudBase's environment, and in it the function or the service; empty for `request`. */
declare const CLOUD_ENV: string
declare const CLOUD_NAME: string

declare module '*.scss'
