import { Image, View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'
import { absoluteUrl } from '@/platform/network/address'
import { QrImage } from './qr-image'

type Props = {
  /** WeChat’s code (usePicture); where it made none, … */
  src: string | undefined
  /** … an ordinary one that leads to this page in a browser. */
  path: string
  label: string
  className: string
}

/** What one scans to get to a page. Pressed for long, WeChat offers to save it or to send it on. */
export function MiniCodeImage({ src, path, label, className }: Props) {
  if (!src) return <QrImage className={className} text={absoluteUrl(`/#${path}`)} label={label} />
  return (
    <View className={className} {...aria({ role: 'img', label })}>
      <Image className="qr" src={src} mode="aspectFit" showMenuByLongpress {...aria({ hidden: true })} />
    </View>
  )
}
