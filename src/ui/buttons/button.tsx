import { Text } from '@tarojs/components'
import { Sign } from './icon'
import { Touch } from './touchable'

type Props = {
  children: string
  onTap: () => void
  /** Not the one red thing of the page. */
  quiet?: boolean
  slim?: boolean
  /** Cannot be done now; it stays in sight and says so. */
  off?: boolean
  /** Under way: it stays, and a second tap does nothing. */
  busy?: boolean
  sign?: string
}

/** A button. */
export function Action({ children, onTap, quiet, slim, off, busy, sign }: Props) {
  const names = ['button', quiet && 'quiet', slim && 'slim', off && 'off'].filter(Boolean).join(' ')
  return (
    <Touch className={names} label={children} disabled={!!(off || busy)} onTap={() => !off && !busy && onTap()}>
      {busy ? (
        <Text className="arc waiting" style="--size: 1.2em; --hue: currentColor" />
      ) : (
        sign && <Sign name={sign} />
      )}
      <Text>{children}</Text>
    </Touch>
  )
}
