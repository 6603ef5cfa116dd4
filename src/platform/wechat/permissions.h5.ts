import type { Permission } from './permissions'

/** False: a browser asks by itself, and a page cannot open its settings. */
export const isDenied = async (_permission: Permission): Promise<boolean> => false
export const openSettings = async (_permission: Permission): Promise<boolean> => false
