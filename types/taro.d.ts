/// <reference types="@tarojs/taro" />

// Build-time constants (config/index.ts), so that unused transports are dropped from the bundle.

/** Transport between the mini-program and its cloud. */
declare const TRANSPORT: 'request' | 'function' | 'container'
/** Base URL of the cloud; empty in h5, which the cloud serves itself, and where the cloud has no address of its own. */
declare const CLOUD_AT: string
/** CloudBase environment id, and the function or service in it; empty for `request`. */
declare const CLOUD_ENV: string
declare const CLOUD_NAME: string

/** Id of the district that the build is for; empty in h5, and where its cloud has but one. */
declare const DISTRICT: string

declare module '*.scss'
