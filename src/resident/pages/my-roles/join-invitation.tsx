type Props = { code: string; now: number; onJoined: (codes: string[]) => void }

/** Not available: in a mini-program everybody logs in by WeChat. */
export const canJoin: boolean = false
export const JoinInvitation = (_props: Props) => null
