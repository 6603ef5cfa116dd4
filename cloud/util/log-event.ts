/** One event of our log. Ids only: never a name, a token, or what somebody wrote. */
export type LogEvent = { event: string; requestId?: string; [field: string]: string | number | boolean | undefined }
