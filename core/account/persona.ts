/** Demo personas: fictitious accounts to log in as, in the demo district only. */
export const PERSONAS = ['resident', 'elder', 'member', 'enterprise', 'manager', 'district'] as const
export type PersonaId = (typeof PERSONAS)[number]
