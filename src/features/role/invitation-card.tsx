import { sayTitle } from '@core/role-words'
import { pathOf } from '@core/scene'
import { instant } from '@core/time'
import { Text } from '@tarojs/components'
import { useEffect } from 'react'
import { addressOf } from '@/platform/address'
import { usePicture } from '@/platform/picture'
import { ShareMenuButton } from '@/platform/share'
import { Bones } from '@/ui/bones'
import { CodePicture } from '@/ui/code-picture'
import { CopyButton } from '@/ui/copy-button'
import { useDeskWords } from '@/words/desk/use-desk-words'
import { sayMoment } from '@/words/when'
import { type Invited, useRoles } from './store'
import '@/ui/code.scss'

/** An invitation to be handed on, to scan or to send. It names nobody: whoever says yes first is it. */
export function InvitationCard({ invited, place, now }: { invited: Invited; place: string; now: number }) {
  const words = useDeskWords()
  const { t, language } = words
  const { code, role, until } = invited
  const drawn = useRoles((state) => state.drawn[code])
  const src = usePicture(drawn?.picture)
  const path = pathOf('role', code)
  useEffect(() => {
    if (!drawn) useRoles.getState().draw(code)
  }, [code])
  return (
    <>
      <Text className="heading">{[place, sayTitle(language, role.role)].filter(Boolean).join(' · ')}</Text>
      {drawn ? (
        <CodePicture className="code-shown" src={src} path={path} label={t('people.code')} />
      ) : (
        <Bones count={2} label={t('loading')} />
      )}
      <Text>{t('people.made', { when: sayMoment(words, instant(until), now) })}</Text>
      <ShareMenuButton>{t('people.share')}</ShareMenuButton>
      <CopyButton text={addressOf(`/#${path}`)}>{t('people.copy')}</CopyButton>
    </>
  )
}
