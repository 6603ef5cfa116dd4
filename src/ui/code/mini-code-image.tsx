import { Image, View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'
import { absoluteUrl } from '@/platform/network/address'
import { QrImage } from './qr-image'

type Props = {
  /** WeChat’s mini-program code (usePicture); if there is none, … */
  src: string | undefined
  /** … a QR code that opens this path in a browser. */
  path: string
  label: string
  className: string
}

/** Code that opens a page. A long press offers WeChat's menu to save or forward it. */
export function MiniCodeImage({ src, path, label, className }: Props) {
  if (!src) return <QrImage className={className} text={absoluteUrl(`/#${path}`)} label={label} />
  return (
    <View className={className} {...aria({ role: 'img', label })}>
      <Image className="qr" src={src} mode="aspectFit" showMenuByLongpress {...aria({ hidden: true })} />
    </View>
  )
}
