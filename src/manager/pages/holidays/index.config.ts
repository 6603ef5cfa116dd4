export default definePageConfig({ navigationBarTitleText: '假日调休' })
