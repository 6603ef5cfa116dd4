/**
 * Formats a request's JSON log line as text: time, method, route, status, duration, request id. The district is left out,
 * since `npm run dev` has one. Other lines pass unchanged.
 */
export function formatRequest(line) {
  if (!line.includes('"event":"request"')) return line
  try {
    const { at, event, method, route, status, ms, requestId, district: _, ...more } = JSON.parse(line)
    if (event !== 'request') return line
    const rest = Object.keys(more).length ? ` ${JSON.stringify(more)}` : ''
    return `${new Date(at).toTimeString().slice(0, 8)} ${method} ${route} ${status} ${ms} ms ${requestId}${rest}`
  } catch {
    return line
  }
}
