import type { StationPhoto } from '@core/place/photo'
import { View } from '@tarojs/components'
import { PhotoImage } from './photo-image'

/** All photographs of a station, side by side. */
export function PhotoStrip({ photos }: { photos: readonly StationPhoto[] }) {
  if (photos.length === 0) return null
  const item = photos.length > 1 ? 'photo-strip-item several' : 'photo-strip-item'
  return (
    <View className="photo-strip">
      {photos.map((photo) => (
        <View key={photo.name} className={item}>
          <PhotoImage photo={photo} size="page" />
        </View>
      ))}
    </View>
  )
}
