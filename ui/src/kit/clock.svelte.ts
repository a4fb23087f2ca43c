// One clock for the whole screen, set by the server: a workstation's own time may be wrong, and
// ages must agree between desks.

let offset_ms = 0;
let now = $state(Date.now());

export const clock = {
  /** Server time, stepping once a second. */
  get now_ms(): number {
    return now;
  },
  /** Server time at this moment, for stamps that should not wait for the step. */
  exact_ms(): number {
    return Date.now() + offset_ms;
  },
  set(server_ms: number): void {
    offset_ms = server_ms - Date.now();
    now = server_ms;
  },
};

setInterval(() => {
  now = Date.now() + offset_ms;
}, 1000);
