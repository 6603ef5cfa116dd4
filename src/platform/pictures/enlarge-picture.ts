import Taro from '@tarojs/taro'

/** Shows a picture of this device on the whole screen, to be zoomed: without the menu that would forward or keep it. */
export const enlargePicture = (src: string): void => {
  Taro.previewImage({ urls: [src], current: src, showmenu: false })
}
