//! Nodes, ways and relations, as long as their block is in memory.

use kernel::Point;

use crate::osm::Tags;

/// A node, a way or a relation.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Element<'a> {
    Node(Node<'a>),
    Way(Way<'a>),
    Relation(Relation<'a>),
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Node<'a> {
    pub(crate) id: i64,
    /// Nothing when it is not on the globe.
    pub(crate) point: Option<Point>,
    pub(crate) tags: Tags<'a>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Way<'a> {
    pub(crate) id: i64,
    pub(crate) tags: Tags<'a>,
    pub(crate) nodes: &'a [i64],
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Relation<'a> {
    pub(crate) id: i64,
    pub(crate) tags: Tags<'a>,
    pub(crate) members: &'a [Member<'a>],
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Member<'a> {
    pub(crate) kind: MemberKind,
    pub(crate) id: i64,
    pub(crate) role: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MemberKind {
    Node,
    Way,
    Relation,
}
