type Props = {
  code: string
  now: number
  onBusy: (busy: boolean) => void
  onJoined: (codes: string[]) => void
}

/** Not available: in a mini-program everybody logs in by WeChat. */
export const canJoin: boolean = false
export const JoinInvitation = (_props: Props) => null
