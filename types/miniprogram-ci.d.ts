/** Check of one JSON file by WeChat's schemas; miniprogram-ci has it, but does not export it. */
declare module 'miniprogram-ci/dist/modules/corecompiler/original/validate/schemaValidate' {
  type File = 'app' | 'page' | 'theme' | 'sitemap' | 'projectconfig'
  export function schemaValidate(file: File, settings: unknown): { error: object[]; warning: string }
}
