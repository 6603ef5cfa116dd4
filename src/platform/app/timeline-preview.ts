import Taro from '@tarojs/taro'

/** WeChat's launch scene for a page previewed from the timeline (朋友圈). */
const TIMELINE_SCENE = 1154

/**
 * Timeline preview (单页模式): a single read-only page; WeChat's own button 「前往小程序」 opens the full app. There is no
 * login, no other page can be opened, and the navigation bar belongs to WeChat.
 */
export const isTimelinePreview: boolean = Taro.getLaunchOptionsSync().scene === TIMELINE_SCENE
