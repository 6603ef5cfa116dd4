import { PASSKEY_NAME_MOST } from '@core/account/passkey'
import { dayOf, instant } from '@core/base/time'
import type { Passkey } from '@core/contract/endpoints/account/passkey'
import { Text, View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import { hasPasskeys } from '@/platform/device/webauthn'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { TextField } from '@/ui/fields/text-field'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { sayOutcome } from '@/words/outcome-text'
import { useResidentWords } from '@/words/resident/use-resident-words'
import { sayDay } from '@/words/time-text'
import { type AddedPasskey, usePasskeys } from './store'

/** In UTF-16 code units: a rare character has two. */
const INPUT_MOST = 2 * PASSKEY_NAME_MOST

/** My passkeys: added on this device, renamed, removed. */
export function PasskeyList({ now }: { now: number }) {
  const words = useResidentWords()
  const { t } = words
  const passkeys = usePasskeys((state) => state.passkeys)
  const [outcome, setOutcome] = useState<AddedPasskey>()
  const [busy, setBusy] = useState(false)
  /** The one on the sheet; `new`: one to be added. */
  const [open, setOpen] = useState<Passkey | 'new'>()
  const [name, setName] = useState('')
  useDidShow(() => {
    usePasskeys.getState().load().then(setOutcome)
  })
  const show = (one: Passkey | 'new') => {
    setOutcome(undefined)
    setName(one === 'new' ? '' : one.name)
    setOpen(one)
  }
  const run = async (work: () => Promise<AddedPasskey>) => {
    setBusy(true)
    const done = await work()
    setBusy(false)
    setOutcome(done)
    if (done.state === 'done') setOpen(undefined)
  }
  const { add, rename, remove } = usePasskeys.getState()
  const said =
    outcome?.state === 'given-up' || outcome?.state === 'there-already'
      ? t(`passkey.${outcome.state}`)
      : sayOutcome(words, outcome)
  const dayAt = (at: string) => sayDay(words, dayOf(instant(at)), now)
  const line = (one: Passkey) => {
    const used = one.usedAt ? t('passkey.used', { used: dayAt(one.usedAt) }) : t('passkey.unused')
    return (
      <View key={one.id} className="line wrap">
        <View className="grow tight">
          <Text>{one.name}</Text>
          <Text className={`small ${one.stopped ? 'red' : 'soft'}`}>
            {one.stopped ? t('passkey.stopped') : t('passkey.when', { since: dayAt(one.since), used })}
          </Text>
        </View>
        <Button quiet slim of={one.name} onTap={() => show(one)}>
          {t('passkey.change')}
        </Button>
      </View>
    )
  }
  return (
    <View className="card stack">
      <Text className="heading">{t('passkey.title')}</Text>
      <Text className="soft">{t('passkey.what')}</Text>
      {passkeys && passkeys.length > 0 && <View>{passkeys.map(line)}</View>}
      {!open && <ErrorText text={said} />}
      {hasPasskeys() ? (
        <Button quiet onTap={() => show('new')}>
          {t('passkey.add')}
        </Button>
      ) : (
        <Text className="soft">{t('passkey.no-browser')}</Text>
      )}
      {open && (
        <BottomSheet title={t(open === 'new' ? 'passkey.add' : 'passkey.change')} onClose={() => setOpen(undefined)}>
          <TextField
            label={t('passkey.name')}
            hint={t('passkey.name-what')}
            value={name}
            maxLength={INPUT_MOST}
            onChange={setName}
          />
          <ErrorText text={said} />
          <Button
            busy={busy}
            disabled={!name.trim()}
            onTap={() => run(() => (open === 'new' ? add(name.trim()) : rename(open.id, name.trim())))}
          >
            {t(open === 'new' ? 'passkey.create' : 'passkey.save')}
          </Button>
          {open !== 'new' && (
            <>
              <Text className="soft">{t('passkey.remove-what')}</Text>
              <Button quiet busy={busy} onTap={() => run(() => remove(open.id))}>
                {t('passkey.remove')}
              </Button>
            </>
          )}
        </BottomSheet>
      )}
    </View>
  )
}
