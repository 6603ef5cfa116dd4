/** Who one can log in as in the demo district. Made up, every one of them. */
export const PERSONAS = ['resident', 'elder', 'member', 'enterprise', 'manager', 'district'] as const
export type PersonaId = (typeof PERSONAS)[number]
