const WIDTH = 24
const LINES = 10 // where nobody watches, a line for each tenth is enough

/** A bar of how far a run is: one line that is drawn over where somebody watches, a few lines where it is kept. */
export function openProgress(stream: { isTTY?: boolean; write(text: string): unknown }) {
  const started = performance.now()
  let told = 0
  return (done: number, all: number) => {
    const tenth = Math.floor((done / all) * LINES)
    if (!stream.isTTY && tenth === told && done < all) return
    told = tenth
    const line = progressLine(done, all, performance.now() - started)
    stream.write(stream.isTTY ? `\r${line}\u001b[K${done === all ? '\n' : ''}` : `${line}\n`)
  }
}

/** How far it is, and about how long it still takes. */
function progressLine(done: number, all: number, ms: number): string {
  const full = Math.round((done / all) * WIDTH)
  const left = Math.round((ms / done) * (all - done)) / 1000
  const rest =
    done === all ? 'done' : `about ${left < 90 ? `${Math.ceil(left)} s` : `${Math.ceil(left / 60)} min`} left`
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${done} of ${all}, ${rest}`
}
