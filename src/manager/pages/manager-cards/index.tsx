import { CARD_LASTS, MANAGERS_MOST } from '@core/account/invitation'
import { DAY } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { CARDS_A_PAGE, ManagerCardSheets } from '@/features/account/manager-card/card-sheets'
import { useManagerCards } from '@/features/account/manager-card/store'
import { usePack } from '@/features/place/station/store'
import { StreetPicker } from '@/features/place/station/street-picker'
import { ManagerScreen } from '@/manager/manager-screen'
import { useMyStations } from '@/manager/use-my-stations'
import { print } from '@/platform/files/print'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { EmptyState } from '@/ui/feedback/empty-state'
import { ErrorText } from '@/ui/feedback/error-text'
import { CheckboxRow } from '@/ui/fields/checkbox-row'
import { Segments } from '@/ui/fields/segments'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'

const WHICH = ['without', 'chosen'] as const

/** Invitation cards for the managers of many stations: made in one action, printed, cut and handed over. */
export default function ManagerCardsPage() {
  const words = useManagerWords()
  const { t } = words
  const mine = useMyStations('people')
  const pack = usePack((state) => state.pack)
  const { made, drawn } = useManagerCards()
  const [which, setWhich] = useState<(typeof WHICH)[number]>('without')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<CallOutcome>()
  // The codes are secrets: they are gone with the page.
  useEffect(() => useManagerCards.getState().reset, [])
  const nameOf = (id: string) => pack?.stations.find((station) => station.id === id)?.name ?? id
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id].slice(0, MANAGERS_MOST))
  const make = async () => {
    setBusy(true)
    setOutcome(await useManagerCards.getState().make(which === 'chosen' ? chosen : undefined))
    setBusy(false)
  }
  const count = made?.cards.length ?? 0
  const ready = count > 0 && drawn >= count
  return (
    <ManagerScreen act="people" title={t('manager-card.title')} className="printing">
      <View className="stack">
        <Text className="soft">{t('manager-card.what', { each: CARDS_A_PAGE })}</Text>
        {!print && <Text>{t('manager-card.no-print')}</Text>}
        {print && !made && (
          <>
            <Text className="soft">{t('manager-card.once', { days: CARD_LASTS / DAY })}</Text>
            <Segments
              label={t('manager-card.which')}
              options={WHICH.map((key) => ({ key, name: t(`manager-card.${key}`) }))}
              on={which}
              onChoose={setWhich}
            />
            {which === 'chosen' && mine.street && (
              <StreetPicker
                streets={mine.streets}
                on={mine.street.code}
                shown={mine.street.name}
                onChoose={({ code }) => mine.chooseStreet(code)}
              />
            )}
            {which === 'chosen' && (
              <View className="card">
                {mine.stations.map(({ id, name }) => (
                  <CheckboxRow key={id} label={name} on={chosen.includes(id)} onTap={() => toggle(id)} />
                ))}
              </View>
            )}
            <ErrorText text={sayOutcome(words, outcome)} />
            <Button busy={busy} disabled={which === 'chosen' && chosen.length === 0} onTap={make}>
              {t('manager-card.make')}
            </Button>
          </>
        )}
        {made && count === 0 && <EmptyState text={t('manager-card.none')} />}
        {made && count > 0 && (
          <>
            <Text className="heading">{t('manager-card.made', { count })}</Text>
            {made.left > 0 && <Text>{t('manager-card.left', { left: made.left })}</Text>}
            {!ready && <Text className="soft">{t('manager-card.codes', { done: drawn, count })}</Text>}
            {print && (
              <Button disabled={!ready} onTap={print}>
                {t('manager-card.print')}
              </Button>
            )}
            <ManagerCardSheets cards={made.cards} nameOf={nameOf} />
          </>
        )}
      </View>
    </ManagerScreen>
  )
}
