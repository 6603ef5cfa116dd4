/// <reference types="@tarojs/taro" />

/** Where the cloud is: empty in h5, which the cloud itself serves. Set by config/index.ts. */
declare const CLOUD_AT: string

declare module '*.scss'
