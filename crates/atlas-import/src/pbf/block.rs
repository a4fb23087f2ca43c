//! One block of elements: its texts, and nodes, ways and relations that name them by number.

use kernel::Point;

use super::element::{Element, Member, MemberKind, Node, Relation, Way};
use super::lists::{Common, dense_fields, node_fields, together};
use super::wire::{Fields, Numbers, Value, zigzag};
use super::{Broken, Wanted};
use crate::osm::Tags;

/// A block, of which the texts and the numbers that hold for all its elements are read.
pub(super) struct Block<'a> {
    texts: Vec<&'a str>,
    groups: Vec<&'a [u8]>,
    /// Billionths of a degree of one step.
    step: i64,
    lat_offset: i64,
    lon_offset: i64,
}

type Visit<'v, E> = &'v mut dyn FnMut(Element<'_>) -> Result<(), E>;
type Place<'v, E> = &'v dyn Fn(Broken) -> E;

impl<'a> Block<'a> {
    pub(super) fn parse(bytes: &'a [u8]) -> Result<Self, Broken> {
        let mut block = Self {
            texts: vec![],
            groups: vec![],
            step: 100,
            lat_offset: 0,
            lon_offset: 0,
        };
        for field in Fields(bytes) {
            match field? {
                (1, value) => block.texts(value.bytes(1)?)?,
                (2, value) => block.groups.push(value.bytes(2)?),
                (17, value) => block.step = value.number(17)? as i64,
                (19, value) => block.lat_offset = value.number(19)? as i64,
                (20, value) => block.lon_offset = value.number(20)? as i64,
                _ => {}
            }
        }
        Ok(block)
    }

    fn texts(&mut self, table: &'a [u8]) -> Result<(), Broken> {
        for field in Fields(table) {
            if let (1, value) = field? {
                let text = std::str::from_utf8(value.bytes(1)?);
                self.texts.push(text.map_err(|_| Broken::Text)?);
            }
        }
        Ok(())
    }

    /// Visits every element of the wanted kind.
    pub(super) fn visit<E>(
        &self,
        wanted: Wanted,
        visit: Visit<'_, E>,
        place: Place<'_, E>,
    ) -> Result<(), E> {
        for group in &self.groups {
            for field in Fields(group) {
                match (field.map_err(place)?, wanted) {
                    ((1, Value::Bytes(node)), Wanted::Nodes) => self.node(node, visit, place)?,
                    ((2, Value::Bytes(dense)), Wanted::Nodes) => self.dense(dense, visit, place)?,
                    ((3, Value::Bytes(way)), Wanted::Ways) => self.way(way, visit, place)?,
                    ((4, Value::Bytes(relation)), Wanted::Relations) => {
                        self.relation(relation, visit, place)?;
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn text(&self, number: u64) -> Result<&'a str, Broken> {
        let number = usize::try_from(number).map_err(|_| Broken::NoText)?;
        self.texts.get(number).copied().ok_or(Broken::NoText)
    }

    fn point(&self, lat: i64, lon: i64) -> Option<Point> {
        let e7 = |steps: i64, offset: i64| {
            let nano = steps.checked_mul(self.step)?.checked_add(offset)?;
            Some((nano.checked_add(nano.signum() * 50)?) / 100)
        };
        Point::from_e7(e7(lat, self.lat_offset)?, e7(lon, self.lon_offset)?).ok()
    }

    fn tags(&self, keys: Numbers<'a>, values: Numbers<'a>) -> Result<Texts<'a>, Broken> {
        let pairs = together(keys, values);
        pairs
            .map(|pair| {
                let (key, value) = pair?;
                Ok((self.text(key)?, self.text(value)?))
            })
            .collect()
    }

    fn node<E>(&self, bytes: &'a [u8], visit: Visit<'_, E>, place: Place<'_, E>) -> Result<(), E> {
        let (common, lat, lon) = node_fields(bytes).map_err(place)?;
        let tags = self.tags(common.keys, common.values).map_err(place)?;
        visit(Element::Node(Node {
            id: zigzag(common.id),
            point: self.point(lat, lon),
            tags: Tags(&tags),
        }))
    }

    fn dense<E>(&self, bytes: &'a [u8], visit: Visit<'_, E>, place: Place<'_, E>) -> Result<(), E> {
        let dense = dense_fields(bytes).map_err(place)?;
        let [ids, lats, lons] = [dense.ids, dense.lats, dense.lons].map(Numbers::sums);
        let mut texts = dense.texts;
        let mut tags = vec![];
        for at in together(ids, together(lats, lons)) {
            let (id, point) = at.map_err(place)?;
            let (lat, lon) = point;
            tags.clear();
            self.dense_tags(&mut texts, &mut tags).map_err(place)?;
            visit(Element::Node(Node {
                id,
                point: self.point(lat, lon),
                tags: Tags(&tags),
            }))?;
        }
        Ok(())
    }

    /// The tags of the next node: pairs of numbers, ended by a zero; nothing at all when no node has any.
    fn dense_tags(&self, from: &mut Numbers<'a>, tags: &mut Texts<'a>) -> Result<(), Broken> {
        loop {
            match from.next().transpose()? {
                None | Some(0) => return Ok(()),
                Some(key) => {
                    let value = from.next().ok_or(Broken::Truncated)??;
                    tags.push((self.text(key)?, self.text(value)?));
                }
            }
        }
    }

    fn way<E>(&self, bytes: &'a [u8], visit: Visit<'_, E>, place: Place<'_, E>) -> Result<(), E> {
        let common = Common::of(bytes).map_err(place)?;
        let nodes: Result<Vec<i64>, Broken> = common.eighth.sums().collect();
        let nodes = nodes.map_err(place)?;
        let tags = self.tags(common.keys, common.values).map_err(place)?;
        visit(Element::Way(Way {
            id: common.id as i64,
            tags: Tags(&tags),
            nodes: &nodes,
        }))
    }

    fn relation<E>(
        &self,
        bytes: &'a [u8],
        visit: Visit<'_, E>,
        place: Place<'_, E>,
    ) -> Result<(), E> {
        let common = Common::of(bytes).map_err(place)?;
        let members = together(common.eighth, together(common.ninth.sums(), common.tenth));
        let members: Result<Vec<Member<'_>>, Broken> = members
            .map(|member| {
                let (role, (id, kind)) = member?;
                let kind = match kind {
                    0 => MemberKind::Node,
                    1 => MemberKind::Way,
                    2 => MemberKind::Relation,
                    _ => return Err(Broken::Field(10)),
                };
                let role = self.text(role)?;
                Ok(Member { kind, id, role })
            })
            .collect();
        let members = members.map_err(place)?;
        let tags = self.tags(common.keys, common.values).map_err(place)?;
        visit(Element::Relation(Relation {
            id: common.id as i64,
            tags: Tags(&tags),
            members: &members,
        }))
    }
}

type Texts<'a> = Vec<(&'a str, &'a str)>;
