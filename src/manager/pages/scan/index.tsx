import { stationOf } from '@core/catalogue/session'
import { Input, Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useRef, useState } from 'react'
import { useMe } from '@/features/account/person/store'
import { useDoor } from '@/features/attendance/roster/door-pack-store'
import { DoorState } from '@/features/attendance/roster/door-state'
import { SeenList } from '@/features/attendance/roster/scan-history'
import { feelingOf, Verdict } from '@/features/attendance/roster/scan-result'
import { type Scanned, useScans } from '@/features/attendance/roster/scan-store'
import { UndoButton } from '@/features/attendance/scan/undo-scan-button'
import { WalkInSheet } from '@/features/attendance/scan/walk-in-sheet'
import { DeskScreen } from '@/manager/manager-screen'
import { useMyStations } from '@/manager/use-my-stations'
import { named } from '@/platform/device/aria'
import { feel } from '@/platform/device/haptics'
import { Scanner } from '@/platform/device/scanner'
import { Action } from '@/ui/buttons/button'
import { Chips } from '@/ui/fields/chips'
import { Segments } from '@/ui/fields/segments'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { useDoorHere } from './use-door-sync'
import '@/features/attendance/roster/roster.scss'

export default function Scan() {
  const { t } = useDeskWords()
  const { session, station: asked } = useRouter().params
  const { stations } = useMyStations('attend')
  // Where one was last, one is still.
  const [chosen, setChosen] = useState(() => useDoor.getState().pack?.station)
  const mine = stations.length === 1 ? stations[0]?.id : stations.find(({ id }) => id === chosen)?.id
  const station = session ? stationOf(session) : (asked ?? mine ?? '')
  const by = useMe((state) => state.me?.person.id ?? '')
  const { pack, asking } = useDoorHere(station, by)
  const { check, walkIn, undo } = useScans.getState()
  const [scanned, setScanned] = useState<Scanned>()
  const [kind, setKind] = useState<'in' | 'out'>('in')
  const [walking, setWalking] = useState(false)
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  // A camera sees the same code many times a second; one answer at a time.
  const under = useRef(false)
  const tell = (result: Scanned) => {
    setScanned(result)
    feel(feelingOf(result))
  }
  const look = async (pass: string) => {
    if (under.current || !pass.trim()) return
    under.current = true
    setBusy(true)
    tell(await check({ pass, kind, station, session, by }))
    setCode('')
    setBusy(false)
    under.current = false
  }
  const here = pack?.sessions.filter(({ id }) => !session || id === session) ?? []
  // Who was in already was let in by nobody just now.
  const repeated = scanned?.state === 'judged' && scanned.verdict.verdict === 'already'
  const fresh =
    scanned && !repeated && 'seq' in scanned && scanned.seq !== undefined
      ? { seq: scanned.seq, at: scanned.at }
      : undefined
  return (
    <DeskScreen act="attend" station={station || undefined} title={t('manager.scan')} wide>
      <View className="stack">
        {scanned && <Verdict scanned={scanned} />}
        {fresh && <UndoButton key={fresh.seq} at={fresh.at} onUndo={() => tell(undo(fresh.seq))} />}
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
            {here.some(({ hours }) => hours) && (
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
                <Action sign="scan" quiet={does === 'stop'} onTap={onTap}>
                  {does === 'stop' ? t('scan.stop') : t('scan.start')}
                </Action>
              )}
              refused={<Text className="soft">{t('scan.refused')}</Text>}
              onCode={look}
            />
            {pack && (
              <Action quiet onTap={() => setWalking(true)}>
                {t('walk.button')}
              </Action>
            )}
            <View className="card stack">
              <Text className="heading">{t('scan.typed')}</Text>
              <View className="field">
                <Input
                  className="input figure"
                  type="text"
                  value={code}
                  maxlength={600}
                  placeholder={t('scan.figures')}
                  confirmType="done"
                  onInput={({ detail }) => setCode(detail.value)}
                  onConfirm={() => look(code)}
                  {...named(t('scan.figures'))}
                />
              </View>
              <Action quiet busy={busy} off={!code.trim()} onTap={() => look(code)}>
                {t('scan.check')}
              </Action>
            </View>
            <DoorState station={station} by={by} asking={asking} />
            <SeenList by={by} />
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
    </DeskScreen>
  )
}
