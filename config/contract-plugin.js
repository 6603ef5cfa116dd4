// Babel plugin that strips endpoint rows (core/contract/rows) to what a client needs: path, method, whether to retry.
// Two thirds of the table are schemas and texts that only the cloud uses; they stay out of the app bundle.
const { sep } = require('node:path')

const NOT_ON_THE_PHONE = new Set(['summary', 'answer', 'refusals', 'params', 'query', 'who', 'type'])
const ROWS = ['core', 'contract', 'rows', ''].join(sep)

const lean = ({ types: t }) => ({
  visitor: {
    // On Program, before Babel drops unused imports.
    Program(program) {
      program.traverse({
        CallExpression({ node: { callee, arguments: given } }) {
          const [endpoint] = given
          if (!t.isIdentifier(callee, { name: 'row' }) || !t.isObjectExpression(endpoint)) return
          endpoint.properties = endpoint.properties.filter(({ key }) => !NOT_ON_THE_PHONE.has(key?.name))
          for (const property of endpoint.properties) {
            // The client only checks whether there is a body.
            if (property.key?.name === 'body') property.value = t.booleanLiteral(true)
          }
        },
      })
      // Recompute bindings, so that imports used only by the removed properties are dropped.
      program.scope.crawl()
    },
  },
})

module.exports = { test: (file) => file?.includes(ROWS), plugins: [lean] }
