import type { Table } from './table'
export const nearSql = async (): Promise<Table> => ({ title: 'todo', columns: [], rows: [] })
