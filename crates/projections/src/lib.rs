//! Read models in SQLite (`views.db`), folded from the journal and thrown away at will.
//!
//! A view remembers how many entries it has taken in, in the same transaction as what they changed:
//! after a crash an entry is either shown whole or taken in again. Nothing is decided by a view,
//! except which entries are about an incident that the writer has to fold again.

mod assignment;
mod figures;
mod fold;
mod hands;
mod incident;
mod read;
mod road;
mod schema;
mod unit;
mod views;

pub use assignment::{AssignmentView, LegView, MilestoneView};
pub use figures::{Figures, Group, Interval, Intervals, Label, OutOfOrder, Stamps, figures};
pub use hands::{Hands, Held};
pub use incident::{
    CallerView, FeedbackView, HazardView, IncidentRow, IncidentView, LinkView, NoteView, PhotoView,
    Progress, ReportView, RowState, UnitOnIncident,
};
pub use read::{Board, Which, Window};
pub use road::{RoadChangeView, SpeedsView};
pub use unit::{ReservedView, UnitView};
pub use views::{Error, Reader, Views};
