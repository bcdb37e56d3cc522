//! The namespaces of what is read.

pub(super) const OAI_PMH: &str = "http://www.openarchives.org/OAI/2.0/";
pub(super) const OAI_DC: &str = "http://www.openarchives.org/OAI/2.0/oai_dc/";
pub(super) const DC: &str = "http://purl.org/dc/elements/1.1/";
pub(super) const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
pub(super) const PROVENANCE: &str = "http://www.openarchives.org/OAI/2.0/provenance";
pub(super) const RIGHTS: &str = "http://www.openarchives.org/OAI/2.0/rights/";

/// Whether the namespace is that of OAI-PMH, of whatever version; files out of which it was stripped count, too.
pub(super) fn is_oai_pmh(namespace: &str) -> bool {
    namespace.is_empty()
        || (namespace.starts_with("http://www.openarchives.org/OAI/")
            && ![OAI_DC, PROVENANCE, RIGHTS].contains(&namespace))
}
