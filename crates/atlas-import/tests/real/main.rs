//! Real cities and a real country, held against what is known of their files.

#[cfg(test)]
#[path = "../../../roads/tests/data/mod.rs"]
mod data;
#[cfg(test)]
mod liechtenstein;
#[cfg(test)]
mod porto;
#[cfg(test)]
mod tables;

#[cfg(test)]
mod read {
    use std::sync::OnceLock;

    use atlas::Atlas;
    use atlas_import::{Import, Mapping, Report, Settings};

    use crate::data;

    /// A map that is made once for all tests of it.
    pub type Once = OnceLock<Option<(Atlas, Report)>>;

    pub fn once(
        map: &'static Once,
        name: &str,
        mapping: Option<&str>,
    ) -> Option<&'static (Atlas, Report)> {
        map.get_or_init(|| import(name, mapping)).as_ref()
    }

    /// The map of a file; nothing when it is not there.
    pub fn import(name: &str, mapping: Option<&str>) -> Option<(Atlas, Report)> {
        let path = data::find(name)?;
        let mappings = mapping.map(|mapping| Mapping::parse(mapping).expect("a mapping"));
        let mut import = Import::new(Settings {
            mappings: mappings.into_iter().collect(),
            ..Settings::default()
        });
        import.read(&path, &mut |_| {}).expect("a source");
        Some(import.finish())
    }
}
