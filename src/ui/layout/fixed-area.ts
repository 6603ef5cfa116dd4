import { createContext } from 'react'

/** Whether this is in an area of fixed position: WeChat shifts a textarea there unless it is told so. */
export const FixedArea = createContext(false)
