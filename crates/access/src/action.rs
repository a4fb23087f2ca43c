//! What can be asked to do: one action for each operation of the interface, in one table.

/// What an action is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What a desk has to see at once.
    Board,
    /// What happened.
    Incident,
    /// One contact that says something happened.
    Report,
    /// The sealed fields of a report.
    Caller,
    /// The smallest thing that is sent.
    Unit,
    /// The entries of the journal.
    Log,
    /// The proof that an entry stands in the log.
    Receipt,
    /// An official's account.
    Account,
    /// Being signed in.
    Session,
    /// The place at the desk that acts.
    Seat,
    /// A machine's key, and the keys of the house.
    Key,
    /// A request for what needs two people.
    Request,
    /// Who looked at what.
    Trace,
    /// What a person says against a look.
    Contest,
    /// How the record is doing.
    Status,
    /// The rules in force.
    Pack,
    /// Roads and places.
    Map,
}

impl Kind {
    /// Every kind.
    pub const ALL: &[Self] = &[
        Self::Board,
        Self::Incident,
        Self::Report,
        Self::Caller,
        Self::Unit,
        Self::Log,
        Self::Receipt,
        Self::Account,
        Self::Session,
        Self::Seat,
        Self::Key,
        Self::Request,
        Self::Trace,
        Self::Contest,
        Self::Status,
        Self::Pack,
        Self::Map,
    ];

    /// Its name in policies.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Board => "Board",
            Self::Incident => "Incident",
            Self::Report => "Report",
            Self::Caller => "Caller",
            Self::Unit => "Unit",
            Self::Log => "Log",
            Self::Receipt => "Receipt",
            Self::Account => "Account",
            Self::Session => "Session",
            Self::Seat => "Seat",
            Self::Key => "Key",
            Self::Request => "Request",
            Self::Trace => "Trace",
            Self::Contest => "Contest",
            Self::Status => "Status",
            Self::Pack => "Pack",
            Self::Map => "Map",
        }
    }
}

/// Actions that belong together, so that a policy can speak of them in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Seeing what goes on.
    Look,
    /// What an analyst sees of it.
    Figures,
    /// Roads and places.
    Map,
    /// How the program is doing, and by which rules.
    House,
    /// Entries and receipts.
    Record,
    /// Taking reports and making incidents of them.
    Intake,
    /// What is found and said at the scene.
    Scene,
    /// Sending units.
    Dispatch,
    /// What a unit does.
    Runs,
    /// What the desk knows of roads.
    Roads,
    /// Opening sealed fields.
    Personal,
    /// How long sealed fields are kept.
    Keeping,
    /// Accounts of officials.
    Accounts,
    /// Seats at the desk.
    Seats,
    /// Keys of machines and of the house.
    Keys,
    /// Requests that wait for a second person.
    Requests,
    /// Deciding them.
    Approval,
    /// Looking at looks.
    Oversight,
    /// What a person sees of their own record.
    Person,
    /// What belongs to one's own account, and getting up from one's seat.
    Own,
    /// What everybody may do.
    Public,
    /// What a machine's key can be made for.
    Machine,
    /// What needs two people.
    Weighty,
    /// What changes how the house is run.
    System,
}

impl Group {
    /// Every group.
    pub const ALL: &[Self] = &[
        Self::Look,
        Self::Figures,
        Self::Map,
        Self::House,
        Self::Record,
        Self::Intake,
        Self::Scene,
        Self::Dispatch,
        Self::Runs,
        Self::Roads,
        Self::Personal,
        Self::Keeping,
        Self::Accounts,
        Self::Seats,
        Self::Keys,
        Self::Requests,
        Self::Approval,
        Self::Oversight,
        Self::Person,
        Self::Own,
        Self::Public,
        Self::Machine,
        Self::Weighty,
        Self::System,
    ];

    /// Its name in policies. No operation is called like that, whatever comes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Look => "all of look",
            Self::Figures => "all of figures",
            Self::Map => "all of map",
            Self::House => "all of house",
            Self::Record => "all of record",
            Self::Intake => "all of intake",
            Self::Scene => "all of scene",
            Self::Dispatch => "all of dispatch",
            Self::Runs => "all of runs",
            Self::Roads => "all of roads",
            Self::Personal => "all of personal",
            Self::Keeping => "all of keeping",
            Self::Accounts => "all of accounts",
            Self::Seats => "all of seats",
            Self::Keys => "all of keys",
            Self::Requests => "all of requests",
            Self::Approval => "all of approval",
            Self::Oversight => "all of oversight",
            Self::Person => "all of person",
            Self::Own => "all of own",
            Self::Public => "all of public",
            Self::Machine => "all of machine",
            Self::Weighty => "all of weighty",
            Self::System => "all of system",
        }
    }
}

/// Whether an action is an act, which becomes an entry, or a question, which changes nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Does {
    Act,
    Ask,
}

macro_rules! actions {
    ($($name:ident = $text:literal $does:ident $kind:ident: $($group:ident)+;)*) => {
        /// What can be asked to do. The name is the operation id of the interface.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $(
                #[doc = concat!("The operation `", $text, "`.")]
                $name
            ),*
        }

        impl Action {
            /// Every action, in the order in which the matrix lists them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The operation id.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }

            /// What it is about.
            #[must_use]
            pub fn kind(self) -> Kind {
                match self { $(Self::$name => Kind::$kind),* }
            }

            /// The groups it belongs to, the one it is listed under first.
            #[must_use]
            pub fn groups(self) -> &'static [Group] {
                match self { $(Self::$name => &[$(Group::$group),+]),* }
            }

            fn does(self) -> Does {
                match self { $(Self::$name => Does::$does),* }
            }

            /// The action of an operation id.
            #[must_use]
            pub fn of(operation: &str) -> Option<Self> {
                match operation {
                    $($text => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

impl Action {
    /// Whether it is an act, which becomes an entry; otherwise it changes nothing.
    #[must_use]
    pub fn is_act(self) -> bool {
        self.does() == Does::Act
    }

    /// Whether it belongs to a group.
    #[must_use]
    pub fn is_in(self, group: Group) -> bool {
        self.groups().contains(&group)
    }
}

actions! {
    Board = "board" Ask Board: Look Figures Machine;
    Cover = "cover" Ask Board: Look Figures Machine;
    Feed = "feed" Ask Board: Look Machine;
    Positions = "positions" Ask Board: Look Machine;
    List = "list" Ask Incident: Look Machine;
    Incident = "incident" Ask Incident: Look Machine;
    Ranking = "ranking" Ask Incident: Look;
    Way = "way" Ask Incident: Look;
    Unit = "unit" Ask Unit: Look Machine;

    MapInfo = "info" Ask Map: Map;
    MapTile = "tile" Ask Map: Map;
    SearchPlaces = "search" Ask Map: Map;
    PlaceAt = "place_at" Ask Map: Map;
    RoadAt = "road_at" Ask Map: Map;

    Status = "status" Ask Status: House Machine;
    Pack = "pack" Ask Pack: House Machine;
    Policy = "policy" Ask Pack: House;
    AdoptPack = "adopt_pack" Act Pack: System Weighty;

    Entries = "entries" Ask Log: Record Machine;
    Export = "export" Act Log: Weighty;
    Receipt = "receipt" Ask Receipt: Record Machine;
    ReceiptCode = "code" Ask Receipt: Record;
    ReceiptQr = "qr" Ask Receipt: Record;
    SecondSecret = "second_secret" Act Receipt: Record;
    ReceiptState = "state" Ask Receipt: Public;

    Receive = "receive" Act Report: Intake Machine;
    Open = "open" Act Report: Intake;
    Dismiss = "dismiss" Act Report: Intake;
    AddPhoto = "add_photo" Act Report: Intake;
    Attach = "attach" Act Incident: Intake;
    Detach = "detach" Act Incident: Intake;
    Merge = "merge" Act Incident: Intake;
    UndoMerge = "undo_merge" Act Incident: Intake;
    Split = "split" Act Incident: Intake;
    UndoSplit = "undo_split" Act Incident: Intake;
    Link = "link" Act Incident: Intake;
    Unlink = "unlink" Act Incident: Intake;
    SetSpokenPlace = "set_spoken_place" Act Incident: Intake;
    SetAddress = "set_address" Act Incident: Intake;
    SetPoint = "set_point" Act Incident: Intake;
    ChangeType = "change_type" Act Incident: Intake;
    ChangePriority = "change_priority" Act Incident: Intake;

    AddNote = "add_note" Act Incident: Scene;
    NoteHazard = "note_hazard" Act Incident: Scene;
    LiftHazard = "lift_hazard" Act Incident: Scene;
    GiveFeedback = "give_feedback" Act Incident: Scene;

    Send = "send" Act Incident: Dispatch;
    AssignOwner = "assign_owner" Act Incident: Dispatch;
    Close = "close" Act Incident: Dispatch;
    Reopen = "reopen" Act Incident: Dispatch;
    Divert = "divert" Act Unit: Dispatch;
    Cancel = "cancel" Act Unit: Dispatch;
    StandDown = "stand_down" Act Unit: Dispatch;
    Reserve = "reserve" Act Unit: Dispatch;
    Release = "release" Act Unit: Dispatch;
    Reach = "reach" Act Unit: Runs Dispatch Machine;
    AddLeg = "add_leg" Act Unit: Runs Dispatch Machine;
    Clear = "clear" Act Unit: Runs Dispatch Machine;
    StartShift = "start_shift" Act Unit: Runs Dispatch Machine;
    EndShift = "end_shift" Act Unit: Runs Dispatch Machine;
    OutOfService = "out_of_service" Act Unit: Runs Dispatch Machine;
    InService = "in_service" Act Unit: Runs Dispatch Machine;
    Available = "available" Act Unit: Runs Dispatch Machine;

    ChangeRoad = "change" Act Map: Roads;
    LiftRoadChange = "lift" Act Map: Roads;

    OpenCaller = "open_caller" Act Caller: Personal;
    SearchCaller = "search_caller" Act Caller: Personal;
    OpenPhoto = "open_photo" Act Caller: Personal;
    OpenOriginal = "open_original" Act Caller: Personal;
    Hold = "hold" Act Caller: Keeping;
    LiftHold = "lift_hold" Act Caller: Keeping Weighty;
    Erase = "erase" Act Caller: Keeping Weighty;

    Requests = "requests" Ask Request: Requests Own;
    Request = "request" Act Request: Requests;
    WithdrawRequest = "withdraw_request" Act Request: Own;
    Exports = "exports" Ask Request: Own;
    FetchExport = "fetch_export" Act Request: Own;
    ApproveRequest = "approve_request" Act Request: Approval;
    RefuseRequest = "refuse_request" Act Request: Approval;

    Traces = "traces" Act Trace: Oversight;
    ReleaseWords = "release_words" Act Trace: Oversight;
    Contests = "contests" Ask Contest: Oversight;
    AnswerContest = "answer_contest" Act Contest: Oversight;
    Looks = "looks" Ask Trace: Person;
    ContestLook = "contest_look" Act Trace: Person;

    SignIn = "sign_in" Act Session: Public;
    PasskeyBegin = "passkey_begin" Ask Session: Public;
    PasskeySignIn = "passkey_sign_in" Act Session: Public;
    RedeemInvitation = "redeem_invitation" Act Session: Public;
    Session = "session" Ask Session: Public;
    SignOut = "sign_out" Act Session: Own;
    Sessions = "sessions" Ask Session: Own;
    EndSession = "end_session" Act Session: Own;
    SetPassword = "set_password" Act Account: Own;
    TotpBegin = "totp_begin" Ask Account: Own;
    TotpConfirm = "totp_confirm" Act Account: Own;
    PasskeyRegisterBegin = "passkey_register_begin" Ask Account: Own;
    PasskeyRegister = "passkey_register" Act Account: Own;
    Passkeys = "passkeys" Ask Account: Own;
    RemovePasskey = "remove_passkey" Act Account: Own;

    Accounts = "accounts" Ask Account: Accounts;
    Account = "account" Ask Account: Accounts Own;
    InviteAccount = "invite_account" Act Account: Accounts;
    InviteAgain = "invite_again" Act Account: Accounts;
    ChangeRoles = "change_roles" Act Account: Accounts;
    SuspendAccount = "suspend_account" Act Account: Accounts;
    ResumeAccount = "resume_account" Act Account: Accounts;
    CloseAccount = "close_account" Act Account: Accounts;
    RecoverAccount = "recover_account" Act Account: System Weighty;
    SetName = "set_name" Act Account: Accounts;
    OpenName = "open_name" Act Account: Own;
    NameLooks = "name_looks" Ask Account: Own;

    Seats = "seats" Ask Seat: Seats;
    EnterSeat = "enter_seat" Act Seat: Seats;
    LeaveSeat = "leave_seat" Act Seat: Own;
    TakeOverSeat = "take_over_seat" Act Seat: Seats;
    BindDevice = "bind_device" Act Seat: Seats;
    UnbindSeat = "unbind_seat" Act Seat: Seats;

    Keys = "keys" Ask Key: Keys;
    MakeKey = "make_key" Act Key: Keys;
    EndKey = "end_key" Act Key: Keys;
    KeyCeremony = "key_ceremony" Act Key: System Weighty;
    KeyCeremonies = "key_ceremonies" Ask Key: System;
    TakeShare = "take_share" Act Key: System;
}
