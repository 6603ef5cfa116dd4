/**
 * WeChat's framework, imported only here. The adapter's package.json names a types file that does not exist,
 * so it is imported by its path.
 */
export * as glassEasel from 'glass-easel'
export {
  type CodeSpace,
  component,
  MiniProgramEnv,
  type Root,
} from 'glass-easel-miniprogram-adapter/dist/glass_easel_miniprogram_adapter.js'
