//! oai_datacite: DataCite's record in the envelope that DataCite made for OAI-PMH.

use crate::model::words;
use crate::xml::Xml;

use super::datacite::Resource;
use super::writing::element::{XSI, is_blank};
use super::writing::kernel::property;
use super::{About, Format, Reasons, Source};

pub struct OaiDataCite;

const SCHEMA: &str = "http://schema.datacite.org/oai/oai-1.1/oai.xsd";
const NAMESPACE: &str = "http://schema.datacite.org/oai/oai-1.1/";

impl Format for OaiDataCite {
    fn about(&self) -> About<'_> {
        About { revision: 3, ..About::of("oai_datacite", SCHEMA, NAMESPACE) }
    }

    /// The envelope must name the data centre that registers the DOIs (datacentreSymbol); only the repository knows it.
    fn write(&self, source: &Source<'_>, xml: &mut Xml) -> Result<(), Reasons> {
        let resource = Resource::of(source.article()?);
        let symbol = source.datacite_symbol.filter(|symbol| !is_blank(symbol));
        match (resource, symbol) {
            (Ok(resource), Some(symbol)) => {
                write_envelope(&resource, symbol, xml);
                Ok(())
            }
            (resource, symbol) => {
                let mut reasons = resource.err().unwrap_or_default();
                if symbol.is_none() {
                    reasons.push(words!(
                        "the DataCite symbol of the journal is missing; add `datacite_symbol` to repository.toml",
                        "缺少期刊的 DataCite 代号；请在 repository.toml 中加上 datacite_symbol"
                    ));
                }
                Err(reasons)
            }
        }
    }
}

fn write_envelope(resource: &Resource<'_>, symbol: &str, xml: &mut Xml) {
    xml.element("oai_datacite")
        .attr("xmlns", NAMESPACE)
        .attr("xmlns:xsi", XSI)
        .attr("xsi:schemaLocation", &format!("{NAMESPACE} {SCHEMA}"))
        .content(|xml| {
            property(xml, "schemaVersion", &[], "4");
            property(xml, "datacentreSymbol", &[], symbol);
            xml.element("payload").content(|xml| resource.write(xml));
        });
}
