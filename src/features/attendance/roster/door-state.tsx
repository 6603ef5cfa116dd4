import { clockOf, instant, MINUTE } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { clockSkew } from '@/platform/network/cloud-clock'
import { Action } from '@/ui/buttons/button'
import { Notice } from '@/ui/feedback/banner'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { packOf, useDoor } from './door-pack-store'
import { unsentOf, useScans } from './scan-store'

/** What this phone can do without a network, and what it still has to tell; nothing where all is as it should be. */
export function DoorState({ station, by, asking }: { station: string; by: string; asking: boolean }) {
  const { t } = useDeskWords()
  const pack = packOf(
    station,
    useDoor((state) => state.pack),
  )
  const { seen, sending, unkept, send } = useScans()
  const unsent = unsentOf(seen, by)
  const skew = Math.round(clockSkew() / MINUTE)
  const count = pack?.roster.reduce((sum, [, , seats]) => sum + seats, 0)
  return (
    <View className="stack">
      {skew !== 0 && (
        <Notice
          sign="hourglass"
          text={t(skew > 0 ? 'scan.clock-slow' : 'scan.clock-fast', { minutes: Math.abs(skew) })}
        />
      )}
      {unkept && <Notice sign="bell" text={t('scan.unkept')} />}
      {pack ? (
        <Text className="small soft figure">{t('scan.pack', { at: clockOf(instant(pack.at)), count })}</Text>
      ) : (
        !asking && <Notice text={t('scan.no-pack')} />
      )}
      {unsent > 0 && (
        <View className="row between">
          <Text className="grow">{t('scan.unsent', { count: unsent })}</Text>
          <Action quiet slim busy={sending} onTap={() => send(by, station)}>
            {t('scan.send')}
          </Action>
        </View>
      )}
    </View>
  )
}
