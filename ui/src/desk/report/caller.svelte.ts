// Who called, while it is being typed. Unlike the draft it lives no longer than its form, and it is
// never put into storage.

export interface CallerBody {
  name: string | undefined;
  callback: string | undefined;
  anonymous: boolean;
}

export class Caller {
  name = $state('');
  callback = $state('');
  anonymous = $state(false);

  /** Something was said that would be missed. */
  get said(): boolean {
    return this.fields !== undefined;
  }

  /** As the server takes it; nothing when nothing was said. */
  get fields(): CallerBody | undefined {
    const text = (value: string): string | undefined => value.trim() || undefined;
    const fields = { name: text(this.name), callback: text(this.callback), anonymous: this.anonymous };
    return fields.name || fields.callback || fields.anonymous ? fields : undefined;
  }

  clear(): void {
    this.name = this.callback = '';
    this.anonymous = false;
  }
}
