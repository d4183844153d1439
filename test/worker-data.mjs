// The runner tells all its processes what they need when the first of them asks, also those that do not listen yet, and
// tells nobody twice: such a process would wait for ever. What came early is kept here until it is asked for.

process.env.NODE_OPTIONS = (process.env.NODE_OPTIONS ?? '').replace(/--import=\S*worker-data\.mjs ?/, '') // not for what tests start

if (process.send) {
  const send = process.send.bind(process)
  let told
  process.on('message', (message) => {
    if (message?.type === 'jest-light-runner-worker-data') told = message
  })
  process.send = (message, ...others) => {
    if (message !== 'jest-light-runner-get-worker-data' || !told) return send(message, ...others)
    process.nextTick(() => process.emit('message', told))
    return true
  }
}
