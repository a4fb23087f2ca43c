//! One act from request to receipt.
//!
//! An act is handed to the one writer, which gathers what the rules need, lets the domain decide,
//! and appends the group that was waiting in one durable write; only then it answers. Beside the
//! writer run the views, which fold what was written, and the sealer, which reads it back and signs
//! the head.

mod act;
mod advise;
mod application;
mod callers;
mod ceremonies;
mod clock;
mod error;
mod exports;
mod feed;
mod figures;
mod hands;
mod keeping;
mod load;
mod looks;
mod officials;
mod offline;
mod packs;
mod photos;
mod pictures;
mod positions;
mod projector;
mod published;
mod queries;
mod recall;
mod receipts;
mod sealing;
mod snapshot;
mod standing;
mod stop;
mod travel;
mod writer;

pub use act::{Act, Recorded};
pub use advise::{Advisor, RankedUnit, Ranking};
pub use application::{Application, Around, PublishAs, Start, Status};
pub use callers::{CallerFields, OpenedFields};
pub use clock::{Clock, SystemClock};
pub use domain::{
    Command, Day, Entry, Event, IncidentNumber, Leave, Refusal, Source, Stamp, When, dispatch,
    intake, people, personal, record, roads,
};
pub use error::{Error, StartError};
pub use feed::Committed;
pub use figures::service_figures;
pub use hands::{Hands, Held};
pub use journal::{
    Folder, Options, Read as JournalRead, open_reader as open_journal, repair as repair_journal,
    signer as log_key, verify as verify_journal,
};
pub use looks::sealed_until;
pub use offline::{Receipts, export_log, is_administered, without_ciphertext};
pub use photo::{BYTES_MAX as PHOTO_BYTES_MAX, Refusal as PhotoRefusal};
pub use photos::OpenedPhoto;
pub use positions::{Position, Positions};
pub use projections::{
    AssignmentView, Board, CallerView, Figures, Group as FiguresGroup, IncidentRow, IncidentView,
    Interval, Intervals, PhotoView, ReportView, RoadChangeView, SpeedsView, UnitOnIncident,
    UnitView, Which, Window,
};
pub use projector::rebuild_views;
pub use published::{Answer as WitnessAnswer, Cosigned, Cosigners, Prove, Published, WitnessState};
pub use receipt_code::{Code, CodeError, Language as Words};
pub use standing::{ReportState, Standing};
pub use tlog::{Policy, TileKind, TilePath};
pub use travel::{Conditions, Cover, Travel, TravelTime, Wanted, Way, Whereabouts};
pub use vault::{
    Copied, Error as VaultError, Joined, Share, ShareError, Vault, backup_beside, check_copy,
    escrow_beside, escrow_join, put_back,
};
