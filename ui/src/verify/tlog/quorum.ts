// The quorum of a policy: a tree of groups with witnesses as its leaves.

export interface Leaf {
  name: string;
}

export interface Group {
  name: string;
  /** How many of the members must have witnessed. */
  needed: number;
  members: Quorum[];
}

export type Quorum = Leaf | Group;

export function isGroup(quorum: Quorum): quorum is Group {
  return 'members' in quorum;
}

/** Whether the named witnesses are enough. No quorum is always met. */
export function met(quorum: Quorum | null, witnessed: ReadonlySet<string>): boolean {
  if (!quorum) return true;
  if (!isGroup(quorum)) return witnessed.has(quorum.name);
  return quorum.members.filter((member) => met(member, witnessed)).length >= quorum.needed;
}
