import { Image, View } from '@tarojs/components'
import { useMemo } from 'react'
import { aria } from '@/platform/device/aria'
import { qrImage } from './qr'

/** QR code, black on white in every theme, sized by `className`. The inner image is hidden from screen readers. */
export function QrImage({ text, label, className }: { text: string; label: string; className: string }) {
  const image = useMemo(() => qrImage(text), [text])
  return (
    <View className={className} {...aria({ role: 'img', label })}>
      <Image className="qr" src={image} mode="aspectFit" {...aria({ hidden: true })} />
    </View>
  )
}
