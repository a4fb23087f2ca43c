//! The pack as the program holds it; serde gives the JSON of `GET /v1/pack` without `digest`.

use std::collections::{BTreeMap, BTreeSet};

use domain::dispatch::Status;
use kernel::{Code, DAY_MS, Digest, Line, Point, SECOND_MS};
use serde::{Deserialize, Serialize};

use crate::Error;

macro_rules! data {
    ($($(#[$doc:meta])* $kind:ident $name:ident $body:tt)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub $kind $name $body
    )*};
}

macro_rules! choice {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_doc])* $variant),* }

        impl $name {
            /// Each with its text in packs and JSON.
            pub(crate) const ALL: &[(&'static str, Self)] = &[$(($text, Self::$variant)),*];
        }
    )*};
}

data! {
    /// What a thing is called, in every language the product speaks.
    struct Name {
        /// English.
        pub en: Line,
        /// Simplified Chinese.
        #[serde(rename = "zh-CN")]
        pub zh_cn: Line,
    }

    /// Jurisdiction data of one place, whole and checked.
    struct Pack {
        /// Code of the place; the folder's name by habit.
        pub place: Code,
        /// What the place is called.
        pub name: Name,
        /// IANA name of the zone in which local dates are worked out.
        pub timezone: Line,
        /// Where the map opens.
        pub center: Point,
        /// How near the map opens, as a web map zoom level.
        pub zoom: u8,
        /// By rank, most urgent first.
        pub priorities: Vec<Priority>,
        /// By service and code.
        pub incident_types: Vec<IncidentType>,
        /// What units can do; in the pack's order, as are all lists without another remark.
        pub capabilities: Vec<Capability>,
        /// Kinds of units.
        pub unit_kinds: Vec<UnitKind>,
        /// How units move; may be empty, and then a map gives nobody a travel time.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub profiles: Vec<Profile>,
        /// Response plans.
        pub plans: Vec<Plan>,
        /// By code; may be empty when a seeded city brings them.
        pub stations: Vec<Station>,
        /// By which way a report can come.
        pub channels: Vec<Channel>,
        /// How an incident can end.
        pub outcomes: Vec<Outcome>,
        /// Reasons the desk may give, by the act that needs one.
        pub reasons: Reasons,
        /// Kinds of hazard a place can have; about places, never about people.
        pub hazards: Vec<Hazard>,
        /// What personal fields may be opened for; may be empty, and then nobody opens any.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub purposes: Vec<Purpose>,
        /// As what somebody can act; may be empty, and then nobody acts as anything.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub roles: Vec<Role>,
        /// Who may do what, by name of the file; whether they make sense is for `access` to say.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub policies: Vec<PolicyFile>,
        /// Which status may follow which.
        pub transitions: Transitions,
        /// A milestone that reaches the journal this many seconds after it happened is late.
        pub late_after_s: u32,
        /// How an outside export's words become codes of this pack.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub import: Option<Import>,
    }

    /// How urgent an incident is.
    struct Priority {
        /// Stable name.
        pub code: Code,
        /// For people.
        pub name: Name,
        /// 1 is the most urgent; every rank occurs once.
        pub rank: u32,
        /// Seconds from opening to the first unit sent.
        pub send_within_s: Option<u32>,
        /// Seconds from opening to the first unit on scene.
        pub arrive_within_s: Option<u32>,
    }

    /// What can have happened.
    struct IncidentType {
        /// Stable name.
        pub code: Code,
        /// For people.
        pub name: Name,
        /// Who answers for it.
        pub service: Service,
        /// The priority it starts with.
        pub priority: Code,
        /// The response plan it calls for.
        pub plan: Option<Code>,
        /// What the call-taker asks, in order.
        pub questions: Vec<Question>,
        /// Closing needs the units' feedback.
        pub feedback: bool,
    }

    /// One intake question.
    struct Question {
        /// Stable name within its type.
        pub code: Code,
        /// As the call-taker says it.
        pub text: Name,
        /// Two or more.
        pub answers: Vec<Answer>,
    }

    /// One coded answer.
    struct Answer {
        /// Stable name within its question.
        pub code: Code,
        /// For people.
        pub text: Name,
        /// The priority that the answer asks for.
        pub priority: Option<Code>,
    }

    /// Something a unit can do.
    struct Capability {
        /// Stable name.
        pub code: Code,
        /// For people.
        pub name: Name,
    }

    /// A kind of unit.
    struct UnitKind {
        /// Stable name.
        pub code: Code,
        /// For people.
        pub name: Name,
        /// One or two characters, the same on screen, paper and in a terminal.
        pub symbol: Line,
        /// What every unit of the kind can do.
        pub capabilities: BTreeSet<Code>,
        /// How many people usually.
        pub crew: u32,
        /// How it moves; without one a map gives it no travel time, and it is not advised.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub profile: Option<Code>,
    }

    /// How a kind of unit moves.
    struct Profile {
        /// Stable name.
        pub code: Code,
        /// For people.
        pub name: Name,
        /// By road, or straight through the air or over the water.
        pub moves: Moves,
        /// How fast it is where it moves straight.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub straight_km_h: Option<u32>,
        /// How it uses the roads; nothing where it moves straight.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub roads: Option<RoadUse>,
    }

    /// How roads are used. Words are those of the map: classes, levels of passage, barriers.
    struct RoadUse {
        /// What it may pass beside what is open to all.
        pub passes: BTreeSet<Code>,
        /// What it may open of that which stands in the way.
        pub opens: BTreeSet<Code>,
        /// How long that takes.
        pub open_s: u32,
        /// Signs that spare emergency vehicles spare it.
        pub emergency: bool,
        /// No sign about turns binds it.
        pub ignores_turn_signs: bool,
        /// How fast it is where no limit is signed; a class that is missing is closed to it.
        pub speeds_km_h: BTreeMap<Code, u32>,
        /// How fast it is where one is signed, in hundredths of the limit.
        pub of_limit_percent: u32,
        /// How fast it is against the direction of a one-way road.
        pub wrong_way_km_h: u32,
        /// What a turn to the left costs.
        pub left_s: u32,
        /// What a turn to the right costs.
        pub right_s: u32,
        /// What it costs to turn back.
        pub back_s: u32,
        /// People drive on the left.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub on_left: bool,
        /// How fast its crew walks from the road to the door.
        pub walk_km_h: u32,
    }

    /// A response plan: what a type at a level calls for.
    struct Plan {
        /// Stable name.
        pub code: Code,
        /// For people.
        pub name: Name,
        /// In the order in which they matter.
        pub needs: Vec<Need>,
    }

    /// So many units that can do this.
    struct Need {
        /// What they must be able to do.
        pub capability: Code,
        /// How many units.
        pub count: u32,
    }

    /// Where units are at home.
    struct Station {
        /// Stable name.
        pub code: Code,
        /// For people.
        pub name: Name,
        /// Where it stands.
        pub point: Point,
    }

    /// A way by which a report comes.
    struct Channel {
        /// Stable name.
        pub code: Code,
        /// For people.
        pub name: Name,
    }

    /// How an incident can end.
    struct Outcome {
        /// Stable name.
        pub code: Code,
        /// For people.
        pub name: Name,
        /// One of them is given with it.
        pub reasons: Vec<Reason>,
        /// Closing with it needs feedback whatever the type.
        pub feedback: bool,
    }

    /// A coded reason.
    struct Reason {
        /// Stable name within its list.
        pub code: Code,
        /// For people.
        pub name: Name,
    }

    /// Reasons by the act that needs one.
    struct Reasons {
        /// Taking a unit from one incident for another.
        pub divert: Vec<Reason>,
        /// Calling a unit back before it arrived.
        pub cancel: Vec<Reason>,
        /// Letting a unit go that has arrived.
        pub stand_down: Vec<Reason>,
        /// Taking a unit out of service.
        pub out_of_service: Vec<Reason>,
        /// Opening a closed incident again.
        pub reopen: Vec<Reason>,
        /// Undoing or correcting.
        pub correct: Vec<Reason>,
    }

    /// A kind of hazard a place can have.
    struct Hazard {
        /// Stable name.
        pub code: Code,
        /// For people.
        pub name: Name,
    }

    /// What personal fields may be opened for.
    struct Purpose {
        /// Stable name.
        pub code: Code,
        /// For people.
        pub name: Name,
        /// It is for what officials are called, and nobody is asked for it about callers.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub officials: bool,
        /// A law keeps from the person for a time that somebody looked for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub secret: Option<Secrecy>,
    }

    /// How long a law keeps a look from the person.
    struct Secrecy {
        /// From the look on.
        pub days: u32,
        /// The law and article.
        pub basis: Line,
    }

    /// As what somebody acts: dispatcher, clerk, inspector.
    struct Role {
        /// Stable name, by which policies and accounts know it.
        pub code: Code,
        /// For people.
        pub name: Name,
    }

    /// One file of policies, as it was written.
    struct PolicyFile {
        /// The file's name without `.cedar`.
        pub name: Code,
        /// Its text; lines end with a line feed, wherever the file was saved.
        pub text: String,
    }

    /// The table of moves between statuses.
    struct Transitions {
        /// What to do about a move that is not listed.
        pub mode: Mode,
        /// From each status, where it may go.
        pub allowed: BTreeMap<Status, BTreeSet<Status>>,
    }

    /// How the words of one outside export become codes of this pack; texts are matched exactly.
    struct Import {
        /// Name of the export's form.
        pub source: Code,
        /// The channel that imported reports carry.
        pub channel: Code,
        /// Call type to incident type.
        pub types: BTreeMap<String, Code>,
        /// Priority to priority.
        pub priorities: BTreeMap<String, Code>,
        /// Unit type to unit kind.
        pub unit_kinds: BTreeMap<String, Code>,
        /// Disposition to outcome and reason.
        pub outcomes: BTreeMap<String, Ending>,
        /// Station or station area to station.
        pub stations: BTreeMap<String, Code>,
    }

    /// An outcome with its reason.
    struct Ending {
        /// Code of an outcome.
        pub outcome: Code,
        /// Code of one of that outcome's reasons.
        pub reason: Code,
    }
}

choice! {
    /// Who answers for a type of incident.
    Service {
        /// 110
        Police = "police",
        /// 119
        Fire = "fire",
        /// 120
        Medical = "medical",
        /// Technical rescue.
        Rescue = "rescue",
        /// Gas, water, power, roads.
        Utility = "utility",
        /// 122
        Traffic = "traffic",
        /// 12345 and other help that is not urgent.
        Service = "service",
    }

    /// By what a unit moves.
    Moves {
        /// Four wheels or more, on roads.
        Car = "car",
        /// Two wheels, on roads.
        Motorcycle = "motorcycle",
        /// On foot.
        Foot = "foot",
        /// Straight to where it has to go: a boat, a helicopter.
        Straight = "straight",
    }

    /// What happens when a unit's status moves in a way the table does not list.
    Mode {
        /// Nothing.
        Off = "off",
        /// The move is kept, with a warning.
        Warn = "warn",
        /// The move is refused.
        Enforce = "enforce",
    }
}

impl Pack {
    /// The bytes that travel and are hashed: canonical JSON.
    #[must_use]
    pub fn canonical(&self) -> Vec<u8> {
        kernel::canonical::to_bytes(self)
            .expect("a pack is texts and integers below 2^32, six levels deep")
    }

    /// SHA-256 over [`Pack::canonical`]: how the journal names the pack.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(&self.canonical())
    }

    /// Reads a pack back from the bytes that [`Pack::canonical`] wrote, with the same digest.
    ///
    /// The checks of [`Pack::load`] are not repeated: a pack in force yesterday must be readable
    /// for replay even if today's checks are stricter.
    ///
    /// # Errors
    /// [`Error::Canonical`] for bytes of another spelling or shape; [`Error::Changed`] when this
    /// program would write the same pack differently.
    pub fn from_canonical(bytes: &[u8]) -> Result<Self, Error> {
        let value = kernel::canonical::parse(bytes)?;
        let pack: Self = serde_json::from_value(value).map_err(kernel::canonical::Error::Json)?;
        let (stored, read) = (Digest::of(bytes), pack.digest());
        if stored == read {
            Ok(pack)
        } else {
            Err(Error::Changed { stored, read })
        }
    }

    /// The same pack with more stations; one of the same code takes the place of the old one.
    #[must_use]
    pub fn with_stations(mut self, stations: Vec<Station>) -> Self {
        let all = self.stations.into_iter().chain(stations);
        let by_code: BTreeMap<Code, Station> = all.map(|s| (s.code.clone(), s)).collect();
        self.stations = by_code.into_values().collect();
        self
    }

    /// The same pack with the map opening elsewhere.
    #[must_use]
    pub fn with_center(self, center: Point, zoom: u8) -> Self {
        Self {
            center,
            zoom,
            ..self
        }
    }

    /// What decisions need of the pack.
    #[must_use]
    pub fn rules(&self) -> domain::Rules {
        use domain::rules;
        let ms = |seconds: u32| i64::from(seconds) * SECOND_MS;
        domain::Rules {
            digest: self.digest(),
            priorities: by_code(&self.priorities, |p| {
                let priority = rules::Priority {
                    rank: p.rank,
                    send_within_ms: p.send_within_s.map(ms),
                    arrive_within_ms: p.arrive_within_s.map(ms),
                };
                (&p.code, priority)
            }),
            incident_types: by_code(&self.incident_types, |t| {
                let priority = t.priority.clone();
                (
                    &t.code,
                    rules::IncidentType {
                        priority,
                        feedback: t.feedback,
                    },
                )
            }),
            unit_kinds: by_code(&self.unit_kinds, |k| {
                (
                    &k.code,
                    rules::UnitKind {
                        capabilities: k.capabilities.clone(),
                    },
                )
            }),
            capabilities: self.capabilities.iter().map(|c| c.code.clone()).collect(),
            stations: self.stations.iter().map(|s| s.code.clone()).collect(),
            channels: self.channels.iter().map(|c| c.code.clone()).collect(),
            hazards: self.hazards.iter().map(|h| h.code.clone()).collect(),
            purposes: self.purposes.iter().map(|p| p.code.clone()).collect(),
            secrecy: self
                .purposes
                .iter()
                .filter_map(|p| {
                    let secrecy = rules::Secrecy {
                        for_ms: i64::from(p.secret.as_ref()?.days) * DAY_MS,
                        basis: p.secret.as_ref()?.basis.clone(),
                    };
                    Some((p.code.clone(), secrecy))
                })
                .collect(),
            roles: self.roles.iter().map(|r| r.code.clone()).collect(),
            outcomes: by_code(&self.outcomes, |o| {
                (
                    &o.code,
                    rules::Outcome {
                        reasons: codes(&o.reasons),
                        feedback: o.feedback,
                    },
                )
            }),
            reasons: rules::Reasons {
                divert: codes(&self.reasons.divert),
                cancel: codes(&self.reasons.cancel),
                stand_down: codes(&self.reasons.stand_down),
                out_of_service: codes(&self.reasons.out_of_service),
                reopen: codes(&self.reasons.reopen),
                correct: codes(&self.reasons.correct),
            },
            transitions: rules::Transitions {
                mode: match self.transitions.mode {
                    Mode::Off => rules::Mode::Off,
                    Mode::Warn => rules::Mode::Warn,
                    Mode::Enforce => rules::Mode::Enforce,
                },
                allowed: self.transitions.allowed.clone(),
            },
            late_after_ms: ms(self.late_after_s),
        }
    }
}

fn by_code<'a, T, R>(list: &'a [T], rule: impl Fn(&'a T) -> (&'a Code, R)) -> BTreeMap<Code, R> {
    list.iter()
        .map(rule)
        .map(|(code, rule)| (code.clone(), rule))
        .collect()
}

fn codes(reasons: &[Reason]) -> BTreeSet<Code> {
    reasons.iter().map(|reason| reason.code.clone()).collect()
}
