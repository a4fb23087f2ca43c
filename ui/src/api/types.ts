// The shapes of the HTTP contract. The server describes itself in `formats/openapi.json`,
// `npm run types` turns that into `generated.ts`, and everything the screens import comes from
// this file. Two things the document cannot say are added here: a field that may be null is still
// always written, and what is inside a pack and inside an event.

import type { components } from './generated';

type Schemas = components['schemas'];

/** The document marks a field that may be null as one that may be missing; this server writes all. */
type Whole<T> = T extends readonly (infer One)[] ? Whole<One>[] : T extends object ? { [Field in keyof T]-?: Whole<T[Field]> } : T;

export type Lang = 'en' | 'zh-CN';
export type Name = Schemas['Name'];
export type Code = string;

export interface Coded {
  code: Code;
  name: Name;
}

export interface Purpose extends Coded {
  /** For what officials are called, and not for callers. */
  officials?: boolean;
  /** The person is told of the look only later. */
  secret?: { days: number; basis: string };
}

export interface LatLon {
  lat_e7: number;
  lon_e7: number;
}

export type PointSource = Schemas['PointSource'];
export type Point = Schemas['Point'];

// The members of each list in the order a screen shows them; a test holds them against the document.

export const UNIT_STATUSES = [
  'available', 'reserved', 'sent', 'acknowledged', 'departed', 'on_scene',
  'transporting', 'at_destination', 'returning', 'out_of_service', 'off_shift',
] as const satisfies readonly Schemas['UnitStatus'][];
export type UnitStatus = Schemas['UnitStatus'];

export const PROGRESSES = [
  'waiting', 'sent', 'acknowledged', 'departed', 'on_scene', 'transporting', 'at_destination', 'done',
] as const satisfies readonly Schemas['ProgressName'][];
export type Progress = Schemas['ProgressName'];

export const MILESTONES = [
  'acknowledged', 'departed', 'on_scene', 'transporting', 'at_destination',
] as const satisfies readonly Schemas['MilestoneName'][];
export type Milestone = Schemas['MilestoneName'];

export const MARKS = ['late', 'out_of_order', 'filled_in'] as const satisfies readonly Schemas['MarkName'][];
export type Mark = Schemas['MarkName'];

export const RELATIONS = ['related', 'same_place', 'same_cause'] as const satisfies readonly Schemas['RelationName'][];
export type Relation = Schemas['RelationName'];

export const SOURCES = ['button', 'typed', 'voice', 'geofence', 'import'] as const satisfies readonly Schemas['SourceName'][];
export type Source = Schemas['SourceName'];

export const ENDINGS = ['cleared', 'cancelled', 'stood_down', 'diverted'] as const satisfies readonly Schemas['EndingName'][];
export type Ending = Schemas['EndingName'];

export const STATES = ['open', 'closed', 'merged'] as const satisfies readonly Schemas['IncidentState'][];
export type IncidentState = Schemas['IncidentState'];

export type Status = Whole<Schemas['Status']>;

export interface Priority extends Coded {
  rank: number;
  send_within_s: number | null;
  arrive_within_s: number | null;
}

export interface Answer {
  code: Code;
  text: Name;
  priority: Code | null;
}

export interface Question {
  code: Code;
  text: Name;
  answers: Answer[];
}

export interface IncidentType extends Coded {
  service: 'police' | 'fire' | 'medical' | 'rescue' | 'utility' | 'traffic' | 'service';
  priority: Code;
  plan: Code | null;
  questions: Question[];
  feedback: boolean;
}

export interface UnitKind extends Coded {
  symbol: string;
  capabilities: Code[];
  crew: number;
}

export interface Need {
  capability: Code;
  count: number;
}

export interface Plan extends Coded {
  needs: Need[];
}

export interface Station extends Coded {
  point: LatLon;
}

export interface Outcome extends Coded {
  reasons: Coded[];
  feedback: boolean;
}

export type ReasonFor = 'divert' | 'cancel' | 'stand_down' | 'out_of_service' | 'reopen' | 'correct';

/** The rules in force; the form is described in packs/README.md, the document has it as an object. */
export interface Pack {
  place: string;
  name: Name;
  timezone: string;
  digest: string;
  center: LatLon;
  zoom: number;
  priorities: Priority[];
  incident_types: IncidentType[];
  capabilities: Coded[];
  unit_kinds: UnitKind[];
  plans: Plan[];
  stations: Station[];
  channels: Coded[];
  outcomes: Outcome[];
  reasons: Record<ReasonFor, Coded[]>;
  hazards: Coded[];
  /** What personal fields may be opened for. */
  purposes: Purpose[];
  /** As what somebody acts. */
  roles: Coded[];
  transitions: { mode: 'off' | 'warn' | 'enforce'; allowed: Partial<Record<UnitStatus, UnitStatus[]>> };
  late_after_s: number;
}

export type IncidentRow = Whole<Schemas['IncidentRow']>;
export type Report = Whole<Schemas['Report']>;
export type Note = Whole<Schemas['Note']>;
export type Hazard = Whole<Schemas['Hazard']>;
export type Link = Whole<Schemas['Link']>;
export type Feedback = Whole<Schemas['Feedback']>;
export type MilestoneFact = Whole<Schemas['MilestoneFact']>;
export type Assignment = Whole<Schemas['Assignment']>;

/** One event; what its data holds is told by `formats/schemas`, not by the document. */
export type TimelineRow = Omit<Schemas['TimelineRow'], 'data'> & { data: Record<string, unknown> };

export type Incident = Omit<Whole<Schemas['Incident']>, 'timeline'> & { timeline: TimelineRow[] };
export type UnitRow = Whole<Schemas['UnitRow']>;
export type Unit = UnitRow & { timeline: TimelineRow[] };
export type Board = Omit<Whole<Schemas['Board']>, 'road_changes'> & { road_changes: RoadChange[] | null };
export type IncidentList = Whole<Schemas['IncidentList']>;
export type Position = Whole<Schemas['UnitPosition']>;
export type Positions = Whole<Schemas['UnitPositions']>;

/** West, south, east, north in degrees. */
export type Bounds = [number, number, number, number];
export type MapInfo = Omit<Schemas['MapInfo'], 'bounds'> & { bounds: Bounds };

/** Latitude and longitude in 1e-7 degrees: the document has no words for pairs. */
export type Pair = [number, number];
type Lined<T extends { line: unknown }> = Omit<Whole<T>, 'line'> & { line: Pair[] };

export type Ranking = Whole<Schemas['Ranking']>;
export type RankedUnit = Whole<Schemas['RankedUnit']>;
export type Bypassed = Whole<Schemas['Bypassed']>;
export type Short = Whole<Schemas['Short']>;
export type Way = Lined<Schemas['Way']>;
export type Road = Lined<Schemas['Road']>;
export type Stretch = Lined<Schemas['ChangedStretch']>;

export const ROAD_EFFECTS = ['closed', 'slow', 'open'] as const;
export type RoadEffect = (typeof ROAD_EFFECTS)[number];
export type RoadChange = Omit<Whole<Schemas['RoadChange']>, 'stretches' | 'effect'> & { stretches: Stretch[]; effect: RoadEffect };

// The document has these two as plain words.
export const PLACE_KINDS = ['address', 'block', 'street', 'crossing', 'settlement', 'landmark', 'kilometre'] as const;
export const PLACE_POSITIONS = ['exact', 'interpolated', 'street_only'] as const;
export type Place = Whole<Schemas['Place']>;
export type Here = Whole<Schemas['Here']>;
export type Cover = Omit<Whole<Schemas['Cover']>, 'rings'> & { rings: Pair[][] };

export const CALLER_FIELDS = ['name', 'callback', 'anonymous'] as const satisfies readonly Schemas['FieldName'][];
export type CallerField = Schemas['FieldName'];
export type Photo = Whole<Schemas['Photo']>;
export type SealedCaller = Whole<Schemas['SealedCaller']>;
/** Fields that were not asked for, or not said, are left out. */
export type OpenedName = Schemas['OpenedName'];
export type OpenedCaller = Schemas['OpenedCaller'];
export type SameCaller = Omit<Schemas['SameCaller'], 'reports'> & { reports: Whole<Schemas['FoundReport']>[] };

export type ReceiptCode = Schemas['ReceiptCode'];
export type SecondSecret = Schemas['SecondSecret'];
export type ReceiptState = Whole<Schemas['ReceiptState']>;
export type Contest = Schemas['ContestRow'];
/** A look at one's own record, with its receipt. */
export type Look = Schemas['OwnLook'];
export type Looks = Schemas['Looks'];
// The document has these as plain words.
export const LOOK_KINDS = ['opened', 'photo_opened', 'original_opened', 'searched', 'name_opened', 'traces_read'] as const;
export const RECEIPT_STATES = ['waiting', 'dismissed', 'open', 'sent', 'on_scene', 'closed'] as const;

export type Me = Whole<Schemas['Me']>;
export type Session = Whole<Schemas['OwnSession']>;
export type Passkey = Whole<Schemas['PasskeyRow']>;
export type TotpSecret = Schemas['TotpSecret'];
export type SeatRow = Schemas['SeatRow'];
export type MachineKey = Whole<Schemas['KeyRow']>;
export type KeyMade = Schemas['KeyMade'];
export type Policies = Schemas['Policies'];
export type Trace = Schemas['TraceRow'];
export type Traces = Schemas['Traces'];
export type Ceremony = Whole<Schemas['CeremonyRow']>;
export type TakenShare = Schemas['TakenShare'];
export type ExportRow = Schemas['ExportRow'];
export const EXPORTS = ['entries', 'incidents'] as const satisfies readonly Schemas['ExportOfName'][];
export const FINDINGS = ['upheld', 'not_upheld'] as const satisfies readonly Schemas['FindingName'][];
// The document has these as plain words.
export const LOOK_QUESTIONS = ['again', 'crowd', 'many', 'night', 'unassigned', 'nobody'] as const;
export type Post = Schemas['PostBody'];
export type Account = Omit<Schemas['AccountRow'], 'standing'> & { standing: Standing };
export type Invited = Schemas['Invited'];
export type Request = Omit<Whole<Schemas['RequestRow']>, 'action'> & { action: Wish };
// The document has these as plain words.
export const STANDINGS = ['invited', 'active', 'suspended', 'closed'] as const;
export type Standing = (typeof STANDINGS)[number];
export const WISHES = ['erase', 'lift_hold', 'recover_account', 'adopt_pack', 'export', 'key_ceremony'] as const;
export type Wish = (typeof WISHES)[number];
export const METHODS = ['passkey', 'password', 'invitation'] as const;

/** The answer of an accepted act. */
export type Accepted = Schemas['Accepted'];

/** application/problem+json; not every answer on the way is ours, so only the words are sure. */
export type ProblemBody = Pick<Schemas['Problem'], 'title' | 'status' | 'code' | 'detail'> & Partial<Schemas['Problem']>;
