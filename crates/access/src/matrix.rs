//! Everything the policies say, as one page that people can read.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use kernel::{AgencyId, Code, UnitId};

use crate::action::{Action, Kind};
use crate::ask::{Asker, Context, Ground, Record};
use crate::decide::Access;
use crate::read::Policy;

/// A machine has scopes and a citizen no seat; an administrator is kept from much whatever else they are.
const MACHINE: &str = "machine";
const CITIZEN: &str = "citizen";
const ADMINISTRATOR: &str = "administrator";

/// One thing that can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Asked {
    /// To do something; for a request also what it asks for.
    Act(Action, Option<Action>),
    /// To know that there is such a record.
    See(Kind),
}

impl Asked {
    /// Everything that can be asked, in the order of the page.
    pub fn all() -> Vec<Self> {
        let acts = Action::ALL.iter().flat_map(|action| {
            let asks: &[Option<Action>] = match action.kind() {
                Kind::Request => &[Some(Action::Erase), Some(Action::AdoptPack)],
                _ => &[None],
            };
            asks.iter().map(|asks| Self::Act(*action, *asks))
        });
        let sees = Kind::ALL.iter().map(|kind| Self::See(*kind));
        acts.chain(sees).collect()
    }

    fn action(self) -> String {
        match self {
            Self::Act(action, _) => action.name().to_owned(),
            Self::See(_) => "see".to_owned(),
        }
    }

    fn record(self) -> String {
        match self {
            Self::Act(_, Some(Action::AdoptPack)) => "Request (house)".to_owned(),
            Self::Act(action, _) => action.kind().name().to_owned(),
            Self::See(kind) => kind.name().to_owned(),
        }
    }
}

/// What has to be so for a yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    Own,
    Mine,
    Open,
    Local,
    Purpose,
    Two,
}

impl Need {
    /// How a policy that asks for it speaks of it.
    fn word(self) -> &'static str {
        match self {
            Self::Own => "resource.own",
            Self::Mine => "resource.mine",
            Self::Open => "resource.open",
            Self::Local => "context.loopback",
            Self::Purpose => "purpose",
            Self::Two => "context.second",
        }
    }
}

/// What is tried, the least first: the words of the page.
const TRIED: [&[Need]; 11] = [
    &[],
    &[Need::Own],
    &[Need::Mine],
    &[Need::Open],
    &[Need::Local],
    &[Need::Purpose],
    &[Need::Mine, Need::Purpose],
    &[Need::Two],
    &[Need::Own, Need::Two],
    &[Need::Mine, Need::Two],
    &[Need::Mine, Need::Purpose, Need::Two],
];

/// The least that has to be so for a yes, in as many ways as there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cell(pub Vec<BTreeSet<Need>>);

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("-");
        }
        let ways: Vec<String> = self.0.iter().map(way).collect();
        match ways.join("/").as_str() {
            "own/mine/open" => f.write_str("theirs"),
            ways => f.write_str(ways),
        }
    }
}

fn way(needs: &BTreeSet<Need>) -> String {
    let mut words = Vec::new();
    for need in needs {
        words.push(match need {
            Need::Own => "own",
            Need::Mine if needs.contains(&Need::Purpose) => continue,
            Need::Mine => "mine",
            Need::Open => "open",
            Need::Local => "local",
            Need::Purpose if needs.contains(&Need::Mine) => "purpose",
            Need::Purpose => "for",
            Need::Two => "two",
        });
    }
    match words.is_empty() {
        true => "yes".to_owned(),
        false => words.join("+"),
    }
}

/// Who may do what: a page that a test keeps beside the policies, and that officials can read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    roles: Vec<Code>,
    rows: Vec<(Asked, Vec<Cell>)>,
    shut: Vec<(&'static str, Vec<String>, usize)>,
}

/// What may be so that shuts a door in every role.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shut {
    OtherAgency,
    OwnRecord,
    NoSeat,
    NoScope,
    Administrator,
    Alone,
    NoPurpose,
}

const SHUT: [(Shut, &str); 7] = [
    (Shut::OtherAgency, "works for another agency"),
    (Shut::OwnRecord, "asks about their own account or doing"),
    (Shut::NoSeat, "has neither seat nor unit"),
    (Shut::NoScope, "is a machine without the scope"),
    (Shut::Administrator, "is an administrator as well"),
    (Shut::Alone, "has no second person"),
    (Shut::NoPurpose, "names no purpose"),
];

impl Access {
    /// Tries every action in each of these roles, a column each.
    #[must_use]
    pub fn matrix(&self, roles: &[Code]) -> Matrix {
        self.matrix_of(roles, |_| true)
    }

    /// Some of the rows.
    pub(crate) fn matrix_of(&self, roles: &[Code], keep: impl Fn(&Asked) -> bool) -> Matrix {
        let trial = Trial::new(self, roles);
        let roles = roles.to_vec();
        let rows: Vec<(Asked, Vec<Cell>)> = Asked::all()
            .into_iter()
            .filter(keep)
            .map(|asked| {
                let cells = roles.iter().map(|role| trial.cell(role, asked, None));
                (asked, cells.collect())
            })
            .collect();
        let shut = SHUT
            .into_iter()
            .map(|(shut, words)| {
                let of = rows.iter().filter_map(|(asked, cells)| {
                    let roles = roles.iter().zip(cells);
                    let open: Vec<&Code> = roles
                        .filter(|(role, cell)| shut.concerns(role) && !cell.0.is_empty())
                        .map(|(role, _)| role)
                        .collect();
                    let stays = |role: &&Code| !trial.cell(role, *asked, Some(shut)).0.is_empty();
                    (!open.is_empty()).then(|| (*asked, open.iter().any(stays)))
                });
                let of: Vec<(Asked, bool)> = of.collect();
                let gone = of.iter().filter(|(_, stays)| !stays);
                let gone: Vec<String> = gone.map(|(asked, _)| asked.words()).collect();
                (words, gone, of.len())
            })
            .collect();
        Matrix { roles, rows, shut }
    }
}

impl Asked {
    /// The policies that could decide it.
    pub fn policies(self, access: &Access) -> Vec<&Policy> {
        match self {
            Self::Act(action, _) => access.speaking(Some(action), action.kind()),
            Self::See(kind) => access.speaking(None, kind),
        }
    }

    fn words(self) -> String {
        match self {
            Self::See(kind) => format!("see {}", kind.name()),
            Self::Act(action, Some(Action::AdoptPack)) => format!("{} (house)", action.name()),
            Self::Act(action, _) => action.name().to_owned(),
        }
    }
}

impl Shut {
    fn concerns(self, role: &Code) -> bool {
        match self {
            Self::NoScope => role.as_str() == MACHINE,
            Self::NoSeat => role.as_str() != MACHINE,
            Self::Administrator => !matches!(role.as_str(), ADMINISTRATOR | CITIZEN | MACHINE),
            _ => true,
        }
    }
}

/// Trying things out: one agency, and another one.
pub(crate) struct Trial<'a> {
    access: &'a Access,
    pub roles: Vec<Code>,
    pub purposes: Vec<Code>,
    pub here: AgencyId,
    pub elsewhere: AgencyId,
    unit: UnitId,
}

impl<'a> Trial<'a> {
    pub fn new(access: &'a Access, roles: &[Code]) -> Self {
        Self {
            access,
            roles: roles.to_vec(),
            purposes: access.purposes().cloned().collect(),
            here: AgencyId::new("here").expect("a plain name"),
            elsewhere: AgencyId::new("elsewhere").expect("a plain name"),
            unit: UnitId::new("U1").expect("a plain name"),
        }
    }

    /// Whoever has a role, with everything beside it that could be needed.
    pub fn asker(&self, role: &Code, asked: Asked) -> Asker {
        let scopes = match asked {
            Asked::Act(action, _) if role.as_str() == MACHINE => BTreeSet::from([action]),
            _ => BTreeSet::new(),
        };
        let official = !matches!(role.as_str(), MACHINE | CITIZEN);
        Asker {
            agency: self.here.clone(),
            roles: BTreeSet::from([role.clone()]),
            unit: official.then(|| self.unit.clone()),
            seat: official,
            scopes,
        }
    }

    pub fn allows(&self, asked: Asked, asker: &Asker, record: &Record, context: &Context) -> bool {
        match asked {
            Asked::Act(action, _) => self.access.allows(asker, action, record, context),
            Asked::See(kind) => self.access.sees(asker, kind, record, context),
        }
    }

    /// The policies that could decide it, as they are written: what they do not mention makes no
    /// difference to them, and need not be tried.
    pub fn written(&self, asked: Asked) -> String {
        let policies = asked.policies(self.access).into_iter();
        policies.map(|policy| policy.text.as_str()).collect()
    }

    fn cell(&self, role: &Code, asked: Asked, shut: Option<Shut>) -> Cell {
        let mut cell = Cell::default();
        let written = self.written(asked);
        let worth = |needs: &&[Need]| needs.iter().all(|need| written.contains(need.word()));
        for needs in TRIED.into_iter().filter(worth) {
            let needs: BTreeSet<Need> = needs.iter().copied().collect();
            let known = cell.0.iter().any(|way| way.is_subset(&needs));
            if !known && self.tries(role, asked, &needs, shut) {
                cell.0.push(needs);
            }
        }
        cell
    }

    fn tries(&self, role: &Code, asked: Asked, needs: &BTreeSet<Need>, shut: Option<Shut>) -> bool {
        let has = |need| needs.contains(&need);
        let is = |one| shut == Some(one);
        let mut asker = self.asker(role, asked);
        if is(Shut::NoSeat) {
            asker.seat = false;
            asker.unit = None;
        }
        if is(Shut::NoScope) {
            asker.scopes.clear();
        }
        if is(Shut::Administrator) {
            let administrator = self
                .roles
                .iter()
                .find(|role| role.as_str() == ADMINISTRATOR);
            asker.roles.extend(administrator.cloned());
        }
        let whose = if is(Shut::OtherAgency) {
            &self.elsewhere
        } else {
            &self.here
        };
        let record = Record {
            mine: has(Need::Mine),
            own: has(Need::Own) || is(Shut::OwnRecord),
            open: has(Need::Open),
            asks: match asked {
                Asked::Act(_, asks) => asks,
                Asked::See(_) => None,
            },
            ..Record::of(whose.clone())
        };
        let context = Context {
            second: has(Need::Two) && !is(Shut::Alone),
            loopback: has(Need::Local),
            ..Context::default()
        };
        if !has(Need::Purpose) {
            return self.allows(asked, &asker, &record, &context);
        }
        let said = |purpose: Option<&Code>, ground| Context {
            purpose: purpose.cloned(),
            record: ground,
            ..context.clone()
        };
        // What is nobody's in particular needs nothing that makes it somebody's.
        let grounds = Ground::ALL.iter().copied().map(Some);
        let none = (!has(Need::Mine)).then_some(None);
        let grounds: Vec<Option<Ground>> = none.into_iter().chain(grounds).collect();
        let purposes = self.purposes.iter().map(Some);
        let purposes: Vec<Option<&Code>> = match is(Shut::NoPurpose) {
            true => vec![None],
            false => purposes.collect(),
        };
        purposes.into_iter().any(|purpose| {
            let mut grounds = grounds.iter();
            grounds.any(|ground| self.allows(asked, &asker, &record, &said(purpose, *ground)))
        })
    }
}

const LEGEND: &str = "\
Who may do what, by the policies of this pack: worked out by trying, not written by hand.

  yes      any record of the agency
  mine     only a record in one's hands: by seat, unit, assignment, received, or by a code one holds
  purpose  mine, for a purpose of the pack that fits, and by what made it mine
  for      any record of the agency, for a purpose of the pack that fits
  own      only about one's own account, doing or seat
  two      once a second person has approved it; asking is a request
  open     only what everybody may see
  theirs   own, mine or open
  local    only asked on the machine itself
  -        no; refused whatever else is so

An official sits at a seat here, and a machine's key was made for the operation.
";

impl fmt::Display for Matrix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(LEGEND)?;
        self.table(f)?;
        writeln!(f, "\nWhat stays shut in every role, when somebody")?;
        for (words, gone, of) in &self.shut {
            writeln!(f, "\n  {words} ({} of {of}):", gone.len())?;
            wrap(f, gone)?;
        }
        Ok(())
    }
}

impl Matrix {
    /// Cells by action, record and role, as printed.
    #[must_use]
    pub fn cells(&self) -> BTreeMap<(String, String, Code), String> {
        let rows = self.rows.iter().flat_map(|(asked, cells)| {
            let roles = self.roles.iter().zip(cells);
            roles.map(|(role, cell)| {
                let at = (asked.action(), asked.record(), role.clone());
                (at, cell.to_string())
            })
        });
        rows.collect()
    }

    #[cfg(test)]
    pub(crate) fn rows(&self) -> impl Iterator<Item = (Asked, &Code, &Cell)> {
        self.rows.iter().flat_map(|(asked, cells)| {
            let roles = self.roles.iter().zip(cells);
            roles.map(|(role, cell)| (*asked, role, cell))
        })
    }

    fn table(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Long names of roles stand over their column on two lines.
        let heads: Vec<(&str, &str)> = self
            .roles
            .iter()
            .map(|role| {
                role.as_str()
                    .rsplit_once('-')
                    .unwrap_or(("", role.as_str()))
            })
            .collect();
        let widths: Vec<usize> = heads
            .iter()
            .enumerate()
            .map(|(column, (above, below))| {
                let cells = self
                    .rows
                    .iter()
                    .map(|(_, cells)| cells[column].to_string().len());
                cells.chain([above.len(), below.len()]).max().unwrap_or(0)
            })
            .collect();
        let first = self
            .rows
            .iter()
            .map(|(asked, _)| asked.action().len())
            .max();
        let second = self
            .rows
            .iter()
            .map(|(asked, _)| asked.record().len())
            .max();
        let (first, second) = (first.unwrap_or(0), second.unwrap_or(0));
        let line = |f: &mut fmt::Formatter<'_>, a: &str, b: &str, cells: Vec<String>| {
            let mut text = format!("{a:first$}  {b:second$}");
            for (cell, width) in cells.iter().zip(&widths) {
                text.push_str(&format!("  {cell:width$}"));
            }
            writeln!(f, "{}", text.trim_end())
        };
        let above = heads.iter().map(|(above, _)| (*above).to_owned());
        writeln!(f)?;
        line(f, "", "", above.collect())?;
        let below = heads.iter().map(|(_, below)| (*below).to_owned());
        line(f, "action", "record", below.collect())?;
        let mut before = None;
        for (asked, cells) in &self.rows {
            let group = match asked {
                Asked::Act(action, _) => action.groups().first(),
                Asked::See(_) => None,
            };
            if before != Some(group) {
                writeln!(f)?;
                before = Some(group);
            }
            let cells = cells.iter().map(ToString::to_string).collect();
            line(f, &asked.action(), &asked.record(), cells)?;
        }
        Ok(())
    }
}

fn wrap(f: &mut fmt::Formatter<'_>, words: &[String]) -> fmt::Result {
    let mut line = String::from("   ");
    for (i, word) in words.iter().enumerate() {
        let comma = if i + 1 < words.len() { "," } else { "" };
        if line.len() + word.len() + 2 > 118 {
            writeln!(f, "{line}")?;
            line = String::from("   ");
        }
        line.push_str(&format!(" {word}{comma}"));
    }
    match words.is_empty() {
        true => writeln!(f, "    nothing"),
        false => writeln!(f, "{line}"),
    }
}
