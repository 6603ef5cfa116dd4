import type { LoginAs } from '@/features/account/person/store'

type Props = { quiet: boolean; busy: boolean; onChosen: (as: LoginAs) => void; onFailed: (message: string) => void }

/** Not available: a mini-program logs in by WeChat. */
export const PasskeyLogin = (_props: Props) => null
