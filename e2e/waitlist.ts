/** Helpers of the waitlist tests: other people and a manager, through the HTTP API. */
export const SESSION = 'hp003.story-2611231630'

type LoggedIn = { token: string; id: string }

export async function ask(at: string, method: string, path: string, token = '', body?: object) {
  const response = await fetch(at + path, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      'idempotency-key': `walk-${Math.random().toString(36).slice(2)}`,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`)
  return answer
}

export async function login(at: string, persona: string): Promise<LoggedIn> {
  const { token, person } = await ask(at, 'POST', '/api/login', '', { persona })
  return { token, id: person.id }
}

/** Leaves two seats free in the session and books both for two other people. Returns a function to cancel each. */
export async function fillSession(at: string): Promise<(() => Promise<void>)[]> {
  const manager = await login(at, 'manager')
  const { session } = await ask(at, 'GET', `/api/sessions/${SESSION}`)
  const capacity = session.capacity - session.left + 2
  await ask(at, 'PATCH', `/api/sessions/${SESSION}`, manager.token, { capacity, version: session.version })
  const others = [await login(at, 'member'), await login(at, 'enterprise')]
  const cancels: (() => Promise<void>)[] = []
  for (const { token, id } of others) {
    const { booking } = await ask(at, 'POST', '/api/bookings', token, { session: SESSION, people: [id] })
    cancels.push(() => ask(at, 'POST', `/api/bookings/${booking.id}/cancel`, token))
  }
  return cancels
}
