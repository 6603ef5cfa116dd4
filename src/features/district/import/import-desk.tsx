import type { Role } from '@core/account/role'
import { IMPORT_MOST } from '@core/district/import/limits'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { type ChosenFile, chooseFiles } from '@/platform/files/choose-files'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { ChangeList } from './change-list'
import { ChangeMap } from './change-map'
import { type GoneDraft, GoneForm, goneOf } from './gone-form'
import { Mistakes, Warnings } from './mistakes'
import { type ImportEffect, type ImportFiles, useImports } from './store'

const sizeOf = (files: readonly ChosenFile[]): number => files.reduce((sum, { size }) => sum + size, 0)

/** Choosing a file, looking at its difference, and importing it. */
export function ImportDesk({ placeOf }: { placeOf: (role: Role) => string }) {
  const words = useManagerWords()
  const { t } = words
  const [files, setFiles] = useState<ImportFiles>([])
  const [seen, setSeen] = useState<CallOutcome<ImportEffect>>()
  const [applied, setApplied] = useState<CallOutcome<ImportEffect>>()
  const [gone, setGone] = useState<GoneDraft>({ act: 'keep', reason: '' })
  const [tooLarge, setTooLarge] = useState(false)
  const [busy, setBusy] = useState(false)
  const { preview, apply } = useImports.getState()
  const look = async (chosen: ImportFiles) => {
    setBusy(true)
    setApplied(undefined)
    setSeen(await preview(chosen))
    setBusy(false)
  }
  const choose = async () => {
    const chosen = (await chooseFiles?.('.xlsx,.csv,.geojson,.json')) ?? []
    if (chosen.length === 0) return
    setSeen(undefined)
    setTooLarge(sizeOf(chosen) > IMPORT_MOST.uploadBytes)
    if (sizeOf(chosen) > IMPORT_MOST.uploadBytes) return
    const sent = chosen.map(({ name, bytes }) => ({ name, bytes }))
    setFiles(sent)
    await look(sent)
  }
  const effect = seen?.state === 'done' ? seen.answer : undefined
  const importNow = async () => {
    if (!effect) return
    setBusy(true)
    const done = await apply(files, effect.revision, effect.bookings ? goneOf(gone) : undefined)
    setBusy(false)
    // Somebody else has changed the district meanwhile: look again.
    if (done.state === 'refused' && done.why.refusal === 'district-changed') await look(files)
    setApplied(done)
  }
  if (applied?.state === 'done') {
    return (
      <View className="stack">
        <Text className="title good">{t('import.done')}</Text>
        <Text>{t('import.done-what')}</Text>
        {applied.answer.calledOff > 0 && <Text>{t('import.calling-off', { count: applied.answer.calledOff })}</Text>}
        <Button
          quiet
          onTap={() => {
            setApplied(undefined)
            setSeen(undefined)
          }}
        >
          {t('import.another')}
        </Button>
      </View>
    )
  }
  const isSound = effect && effect.mistakesAll === 0
  const isReady = isSound && effect.changesAll > 0
  return (
    <View className="stack">
      <View className="tight">
        <Button quiet={isReady === true} busy={busy && !effect} onTap={choose}>
          {t('import.choose')}
        </Button>
        <Text className="small soft">{t('import.choose-what')}</Text>
      </View>
      <ErrorText text={tooLarge ? t('import.too-large', { most: IMPORT_MOST.uploadBytes / 1e6 }) : ''} />
      <ErrorText text={sayOutcome(words, seen)} />
      {effect && <Text className="soft">{t('import.file', { name: files.map(({ name }) => name).join('、') })}</Text>}
      {effect && !isSound && <Mistakes effect={effect} />}
      {isSound && !isReady && <Text className="heading">{t('import.none')}</Text>}
      {isSound && <Warnings effect={effect} />}
      {isReady && (
        <>
          <Text className="heading">{t('import.changes', { count: effect.changesAll })}</Text>
          {effect.bookings > 0 && <GoneForm bookings={effect.bookings} draft={gone} onChange={setGone} />}
          <ErrorText text={sayOutcome(words, applied)} />
          <Button busy={busy} disabled={effect.bookings > 0 && !goneOf(gone)} onTap={importNow}>
            {t('import.yes')}
          </Button>
          <ChangeMap effect={effect} placeOf={placeOf} />
          <ChangeList effect={effect} placeOf={placeOf} />
        </>
      )}
    </View>
  )
}
