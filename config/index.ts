import { resolve } from 'node:path'
import { defineConfig, type UserConfigExport } from '@tarojs/cli'
import { readTransport } from './transport'

const root = resolve(__dirname, '..')

// Transpiled: our code, and libraries published in newer syntax than WeChat's parser and older WebViews support.
const compiled = [
  'core',
  'src',
  ...['qr', 'zustand', 'valibot', 'kdbush', 'geokdbush', 'tinyqueue', '@noble'].map((name) => `node_modules/${name}`),
].map((path) => resolve(root, path))
const aliases = { '@core': resolve(root, 'core'), '@': resolve(root, 'src') }

/** The cloud serves the h5 app itself, so h5 needs no address. */
const transport = readTransport(process.env.TARO_ENV === 'h5' ? {} : process.env)
const constants = {
  TRANSPORT: transport.kind,
  CLOUD_AT: process.env.TARO_ENV === 'h5' ? '' : transport.at,
  CLOUD_ENV: transport.env,
  CLOUD_NAME: transport.name,
  DISTRICT: transport.district,
}
const out = process.env.TARO_APP_OUT || `dist/${process.env.TARO_ENV}`

const config: UserConfigExport<'webpack5'> = {
  projectName: 'yike',
  designWidth: 375,
  deviceRatio: { 375: 2 },
  sourceRoot: 'src',
  outputRoot: out,
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: true },
  // All files are UTF-8. Taro's default for mini-programs escapes each Chinese character as six ASCII characters.
  terser: { enable: true, config: { output: { ascii_only: false } } },
  alias: aliases,
  plugins: ['aria-plugin.ts', 'shared-plugin.ts', 'word-tables-plugin.ts'].map((file) => resolve(__dirname, file)),
  // WeChat's map markers and audio player need files; the browser draws and synthesises its own.
  copy: {
    patterns:
      process.env.TARO_ENV === 'weapp'
        ? ['static/', 'manager/static/', 'sitemap.json'].map((path) => ({ from: `src/${path}`, to: `${out}/${path}` }))
        : [],
    options: {},
  },
  defineConstants: Object.fromEntries(Object.entries(constants).map(([name, value]) => [name, JSON.stringify(value)])),
  mini: {
    optimizeMainPackage: { enable: true },
    compile: { include: compiled },
    // Sizes are in dp (docs/decisions/003): nothing scales with the width of the screen.
    postcss: { pxtransform: { enable: false } },
    miniCssExtractPluginOption: { ignoreOrder: true },
  },
  h5: {
    publicPath: '/',
    compile: { include: compiled },
    router: { mode: 'hash' },
    postcss: { pxtransform: { enable: false }, autoprefixer: { enable: true } },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    devServer: {
      host: '127.0.0.1',
      port: Number(process.env.H5_PORT || 8081),
      open: false,
      proxy: [
        {
          context: (path: string) => /^\/(api\/|photos\/|in$)/.test(path),
          target: `http://127.0.0.1:${process.env.PORT || 8080}`,
        },
      ],
    },
  },
}

export default defineConfig<'webpack5'>(config)
