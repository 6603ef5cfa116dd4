/** One log event. Ids only: never a name, a token, or text that a person wrote. */
export type LogEvent = { event: string; requestId?: string; [field: string]: string | number | boolean | undefined }
