import Taro from '@tarojs/taro'

/** WeChat's scene of a page that is looked at from the timeline. */
const TIMELINE_SCENE = 1154

/**
 * A page by itself, as the timeline shows it: one can look, and WeChat's own button 「前往小程序」 opens it whole. Nobody is
 * logged in there, no other page can be opened, and the bar above belongs to WeChat.
 */
export const isTimelinePreview: boolean = Taro.getLaunchOptionsSync().scene === TIMELINE_SCENE
