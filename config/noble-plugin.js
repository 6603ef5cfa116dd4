const NOBLE = /[\\/]node_modules[\\/]@noble[\\/]/

/**
 * Babel plugin that lets phones without BigInt parse @noble's libraries: there a literal (`2n`) is a syntax error of
 * the whole file. Each literal becomes one BigInt() call per module. A power of BigInts is evaluated here, since Babel
 * would turn it into Math.pow, which throws. `Object.hasOwn` is replaced, too: those phones do not have it.
 */
const plugin = ({ types, template }) => ({
  name: 'noble',
  visitor: {
    BinaryExpression(path) {
      const { operator, left, right } = path.node
      if (operator !== '**' || (types.isNumericLiteral(left) && types.isNumericLiteral(right))) return
      if (!types.isBigIntLiteral(left) || !types.isBigIntLiteral(right))
        throw path.buildCodeFrameError('Babel turns this into Math.pow, which throws on a BigInt')
      path.replaceWith(types.bigIntLiteral(String(BigInt(left.value) ** BigInt(right.value))))
    },
    BigIntLiteral(path, { file }) {
      const { value } = path.node
      const program = file.path
      const made = file.get('bigints') ?? new Map()
      file.set('bigints', made)
      if (!made.has(value)) {
        const id = program.scope.generateUidIdentifier('big')
        made.set(value, id)
        program.unshiftContainer('body', template.statement.ast`const ${id} = BigInt(${types.stringLiteral(value)})`)
      }
      path.replaceWith(types.cloneNode(made.get(value)))
    },
    CallExpression(path) {
      const callee = path.get('callee')
      if (callee.matchesPattern('Object.hasOwn'))
        callee.replaceWith(template.expression.ast`Object.prototype.hasOwnProperty.call`)
    },
  },
})

module.exports = { test: NOBLE, plugins: [plugin] }
