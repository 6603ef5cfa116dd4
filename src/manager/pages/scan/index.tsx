import { stationOf } from '@core/place/ids'
import { Input, Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useRef, useState } from 'react'
import { useMe } from '@/features/account/person/store'
import { useDoorPack } from '@/features/attendance/roster/door-pack-store'
import { DoorStatus } from '@/features/attendance/roster/door-state'
import { ScanHistory } from '@/features/attendance/roster/scan-history'
import { hapticOf, ScanResultCard } from '@/features/attendance/roster/scan-result'
import { type ScanResult, useScans } from '@/features/attendance/roster/scan-store'
import { UndoScanButton } from '@/features/attendance/scan/undo-scan-button'
import { WalkInSheet } from '@/features/attendance/scan/walk-in-sheet'
import { ManagerScreen } from '@/manager/manager-screen'
import { useMyStations } from '@/manager/use-my-stations'
import { playHaptics } from '@/platform/device/haptics'
import { digitInput } from '@/platform/device/keyboard'
import { Scanner } from '@/platform/device/scanner'
import { PermissionSettings } from '@/ui/actions/permission-settings'
import { Button } from '@/ui/buttons/button'
import { Chips } from '@/ui/fields/chips'
import { Segments } from '@/ui/fields/segments'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { useDoorSync } from './use-door-sync'
import '@/features/attendance/roster/roster.scss'

export default function Scan() {
  const { t } = useManagerWords()
  const { session, station: asked } = useRouter().params
  const { stations } = useMyStations('attend')
  // Default to the station of the last door pack.
  const [chosen, setChosen] = useState(() => useDoorPack.getState().pack?.station)
  const mine = stations.length === 1 ? stations[0]?.id : stations.find(({ id }) => id === chosen)?.id
  const station = session ? stationOf(session) : (asked ?? mine ?? '')
  const by = useMe((state) => state.me?.person.id ?? '')
  const { pack, asking } = useDoorSync(station, by)
  const { check, walkIn, undo } = useScans.getState()
  const [scanned, setScanned] = useState<ScanResult>()
  const [kind, setKind] = useState<'in' | 'out'>('in')
  const [walking, setWalking] = useState(false)
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  // One request at a time: a camera reports the same code many times a second.
  const inFlight = useRef(false)
  const tell = (result: ScanResult) => {
    setScanned(result)
    playHaptics(hapticOf(result))
  }
  const look = async (pass: string) => {
    if (inFlight.current || !pass.trim()) return
    inFlight.current = true
    setBusy(true)
    tell(await check({ pass, kind, station, session, by }))
    setCode('')
    setBusy(false)
    inFlight.current = false
  }
  const here = pack?.sessions.filter(({ id }) => !session || id === session) ?? []
  // An "already in" verdict recorded nothing that could be undone.
  const repeated = scanned?.state === 'judged' && scanned.verdict.verdict === 'already'
  const fresh =
    scanned && !repeated && 'seq' in scanned && scanned.seq !== undefined
      ? { seq: scanned.seq, at: scanned.at }
      : undefined
  return (
    <ManagerScreen act="attend" station={station || undefined} title={t('manager.scan')} wide>
      <View className="stack">
        {scanned && <ScanResultCard scanned={scanned} />}
        {fresh && <UndoScanButton key={fresh.seq} at={fresh.at} onUndo={() => tell(undo(fresh.seq))} />}
        {!session && !asked && stations.length > 1 && (
          <View className="tight">
            <Text className="heading">{t('scan.which')}</Text>
            <Chips
              label={t('scan.which')}
              chips={stations.map(({ id, name }) => ({ key: id, name }))}
              on={station}
              onChoose={setChosen}
            />
          </View>
        )}
        {station && (
          <>
            {here.some(({ countsMinutes }) => countsMinutes) && (
              <Segments
                label={t('scan.mode')}
                options={[
                  { key: 'in', name: t('scan.mode-in') },
                  { key: 'out', name: t('scan.mode-out') },
                ]}
                on={kind}
                onChoose={setKind}
              />
            )}
            <Scanner
              label={t('scan.camera')}
              button={(does, onTap) => (
                <Button icon="scan" quiet={does === 'stop'} onTap={onTap}>
                  {does === 'stop' ? t('scan.stop') : t('scan.start')}
                </Button>
              )}
              refused={
                <>
                  <Text className="soft">{t('scan.refused')}</Text>
                  <PermissionSettings permission="camera" />
                </>
              }
              onCode={look}
            />
            {pack && (
              <Button quiet onTap={() => setWalking(true)}>
                {t('walk.button')}
              </Button>
            )}
            <View className="card stack">
              <Text className="heading">{t('scan.typed')}</Text>
              <View className="field">
                <Input
                  className="input figure"
                  value={code}
                  maxlength={600}
                  placeholder={t('scan.figures')}
                  confirmType="done"
                  onInput={({ detail }) => setCode(detail.value)}
                  onConfirm={() => look(code)}
                  {...digitInput(t('scan.figures'))}
                />
              </View>
              <Button quiet busy={busy} disabled={!code.trim()} onTap={() => look(code)}>
                {t('scan.check')}
              </Button>
            </View>
            <DoorStatus station={station} by={by} asking={asking} />
            <ScanHistory by={by} />
          </>
        )}
      </View>
      {walking && pack && (
        <WalkInSheet
          pack={pack}
          session={session}
          onClose={() => setWalking(false)}
          onWalkIn={({ id, title }, seats) => {
            setWalking(false)
            tell(walkIn({ station, session: id, title, seats, by }))
          }}
        />
      )}
    </ManagerScreen>
  )
}
