/** Loaded before the bot: its process believes that it is so much later than the machine does. Timers run as ever. */
const aheadMs = Number(process.env.MOVED_CLOCK_MS)
const now = Date.now.bind(Date)

globalThis.Date = new Proxy(Date, {
  construct: (real, args, asked) => Reflect.construct(real, args.length === 0 ? [now() + aheadMs] : args, asked),
  get: (real, name) => (name === 'now' ? () => now() + aheadMs : Reflect.get(real, name)),
})
