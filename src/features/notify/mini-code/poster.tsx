import type { Session } from '@core/catalogue/session'
import type { Station } from '@core/place/station'
import { Text, View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { ANY_DAY, sayWhen } from '@/words/time-text'

type Props = PropsWithChildren<{
  /** Name of the district. */
  district: string
  station: Station
  /** Undefined on a station's own poster. */
  session: Session | undefined
  /** The code opens in WeChat, and the text says so. */
  inWechat: boolean
}>

/** Printable poster, A4 portrait: what is on, the code (children), and the address. */
export function Poster({ district, station, session, inWechat, children }: Props) {
  const words = useManagerWords()
  const { t } = words
  return (
    <View className="a4 printed">
      <Text className="a4-name">{session ? session.title : station.name}</Text>
      <Text className="a4-what">{session ? sayWhen(words, session, ANY_DAY) : station.theme}</Text>
      {children}
      <Text className="a4-what">
        {t(session ? (inWechat ? 'poster.book' : 'poster.book-any') : inWechat ? 'poster.look' : 'poster.look-any')}
      </Text>
      <View className="a4-steps">
        {session && <Text className="a4-step">{station.name}</Text>}
        <Text className="a4-step">{t('poster.where', { address: station.address })}</Text>
        <Text className="a4-step">{t('poster.phone', { phone: station.phone })}</Text>
      </View>
      <Text className="a4-foot">{t('poster.foot', { district })}</Text>
    </View>
  )
}
