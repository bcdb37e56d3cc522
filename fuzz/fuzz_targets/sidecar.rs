//! XML that a record brings along for a format: refused with a place, or served as well-formed XML.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use windrow::import::native;
use windrow::model::{Content, Datestamp, DublinCore, Identity, Item};
use windrow::render::Renderer;
use windrow::xml::strictly;

fuzz_target!(|bytes: &[u8]| {
    let Ok(namespace) = "journal.org".parse() else { panic!("no namespace") };
    let identity = Identity::new("Fuzz".to_owned(), namespace, Vec::new());
    for prefix in ["mods", "marcxml", "jats", "datacite", "oai_dc"] {
        let supplied = match native::read(Path::new("a.xml"), bytes, prefix, &identity) {
            Ok(supplied) => supplied,
            Err(problems) => {
                assert!(problems.iter().all(|problem| !problem.message.is_empty()));
                continue;
            }
        };
        let (Ok(identifier), Ok(name)) = ("oai:journal.org:a".parse(), prefix.parse()) else { panic!("no name") };
        let mut item = Item::new(identifier, Content::Dc(DublinCore::default()));
        item.native.insert(name, supplied);
        let rendered = Renderer::new(Some(&identity), Datestamp::from_unix(0)).explain(&item);
        for (_, xml) in rendered.into_iter().filter(|(written, _)| written == prefix) {
            let Ok(xml) = xml else { panic!("{prefix} is refused after it was taken") };
            assert!(strictly(&xml).is_ok(), "{xml}");
        }
    }
});
