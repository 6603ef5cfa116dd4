import { Image, View } from '@tarojs/components'
import { useMemo } from 'react'
import { aria } from '@/platform/device/aria'
import { qrImage } from './qr'

/** A QR code, black on white whatever the theme; how large, `className` says. The picture within has no name of its own. */
export function QrImage({ text, label, className }: { text: string; label: string; className: string }) {
  const image = useMemo(() => qrImage(text), [text])
  return (
    <View className={className} {...aria({ role: 'img', label })}>
      <Image className="qr" src={image} mode="aspectFit" {...aria({ hidden: true })} />
    </View>
  )
}
