module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5', useBuiltIns: false }]],
  overrides: [require('./config/noble-plugin'), require('./config/contract-plugin')],
}
