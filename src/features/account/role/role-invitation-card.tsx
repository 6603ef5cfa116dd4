import { sayTitle } from '@core/account/role-words'
import { instant } from '@core/base/time'
import { pathOf } from '@core/notify/scene'
import { Text } from '@tarojs/components'
import { useEffect } from 'react'
import { ShareMenuButton } from '@/platform/files/share'
import { usePicture } from '@/platform/files/temporary-picture'
import { addressOf } from '@/platform/network/address'
import { CopyButton } from '@/ui/actions/copy-button'
import { CodePicture } from '@/ui/code/mini-code-image'
import { Bones } from '@/ui/feedback/skeleton'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { sayMoment } from '@/words/time-text'
import { type Invited, useRoles } from './store'
import '@/ui/code/code.scss'

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
