import { type PhotoSize, photoPath, type StationPhoto } from '@core/place/photo'
import { Image, View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'
import { useCloudPicture } from '@/platform/pictures/cloud-picture'
import './photo.scss'

type Props = {
  photo: StationPhoto
  size: PhotoSize
  /** It only repeats what is said beside it: no name for a screen reader. */
  silent?: boolean
}

/** A photograph. Its place is reserved before it arrives, and it is fetched when it comes near the screen. */
export function PhotoImage({ photo: { name, alt }, size, silent = false }: Props) {
  const src = useCloudPicture(photoPath(name, size))
  return (
    <View className={`photo ${size}`} {...(silent ? aria({ hidden: true }) : aria({ role: 'img', label: alt }))}>
      {src && <Image className="photo-image" src={src} mode="aspectFill" lazyLoad {...aria({ hidden: true })} />}
    </View>
  )
}
