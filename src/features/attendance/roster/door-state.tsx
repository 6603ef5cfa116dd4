import { clockOf, instant, MINUTE } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { clockSkew } from '@/platform/network/cloud-clock'
import { Button } from '@/ui/buttons/button'
import { Banner } from '@/ui/feedback/banner'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { doorPackOf, useDoorPack } from './door-pack-store'
import { countUnsent, useScans } from './scan-store'

/** Offline status of this phone: clock skew, door pack, unsent scans. Shows only what needs attention. */
export function DoorStatus({ station, by, asking }: { station: string; by: string; asking: boolean }) {
  const { t } = useManagerWords()
  const pack = doorPackOf(
    station,
    useDoorPack((state) => state.pack),
  )
  const { seen, sending, notStored: unkept, setAside, send } = useScans()
  const unsent = countUnsent(seen, by)
  const skew = Math.round(clockSkew() / MINUTE)
  const count = pack?.roster.reduce((sum, [, , seats]) => sum + seats, 0)
  return (
    <View className="stack">
      {skew !== 0 && (
        <Banner
          icon="hourglass"
          text={t(skew > 0 ? 'scan.clock-slow' : 'scan.clock-fast', { minutes: Math.abs(skew) })}
        />
      )}
      {unkept && <Banner icon="bell" text={t('scan.unkept')} />}
      {setAside && <Banner icon="bell" text={t('scan.aside')} />}
      {pack ? (
        <Text className="small soft figure">{t('scan.pack', { at: clockOf(instant(pack.at)), count })}</Text>
      ) : (
        !asking && <Banner text={t('scan.no-pack')} />
      )}
      {unsent > 0 && (
        <View className="row between wrap">
          <Text className="grow">{t('scan.unsent', { count: unsent })}</Text>
          <Button quiet slim busy={sending} onTap={() => send(by, station)}>
            {t('scan.send')}
          </Button>
        </View>
      )}
    </View>
  )
}
