// Loaded into a bot before its own code: a request to the model that holds one of these words never ends, or ends the process. And the
// thread that watches the loop ticks faster, so that nobody has to wait for half a minute each time.
import { isMainThread } from 'node:worker_threads'

if (isMainThread) {
  const { fetch } = globalThis
  globalThis.fetch = (url, init) => {
    if (typeof init?.body === 'string' && init.body.includes('[never ends]')) for (;;);
    if (typeof init?.body === 'string' && init.body.includes('[ends it]')) process.kill(process.pid, 'SIGKILL')
    return fetch(url, init)
  }
} else if (process.env.FASTER) {
  const { setInterval } = globalThis
  globalThis.setInterval = (task, ms, ...more) => setInterval(task, ms / Number(process.env.FASTER), ...more)
}
