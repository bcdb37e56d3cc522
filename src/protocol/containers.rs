//! The XML inside `metadata`, `about` and `description`: the containers of the implementation guidelines.
//!
//! Each declares its own namespaces, so that it can be cut out of an answer, and says where its schema is.

use crate::model::{Branding, Namespace, Provenance, Text};
use crate::xml::{Element, Xml};

/// The namespace of `xsi:schemaLocation`, under the prefix that §3.2 demands.
pub(super) const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

const OAI_DC: &str = "http://www.openarchives.org/OAI/2.0/oai_dc/";
const OAI_IDENTIFIER: &str = "http://www.openarchives.org/OAI/2.0/oai-identifier";
const RIGHTS: &str = "http://www.openarchives.org/OAI/2.0/rights/";
const BRANDING: &str = "http://www.openarchives.org/OAI/2.0/branding/";
const FRIENDS: &str = "http://www.openarchives.org/OAI/2.0/friends/";
const PROVENANCE: &str = "http://www.openarchives.org/OAI/2.0/provenance";

/// About what an `about` takes.
const ABOUT: usize = 768;

/// What the tags of `metadata` take.
const TAGS: usize = "<metadata></metadata>".len();

/// The root element of a container whose default namespace is `namespace`, with the schema `name`.xsd.
fn root<'x>(xml: &'x mut Xml, element: &'x str, namespace: &str, name: &str) -> Element<'x> {
    xml.element(element).attr("xmlns", namespace).attr("xmlns:xsi", XSI).attr(
        "xsi:schemaLocation",
        &[namespace, " http://www.openarchives.org/OAI/2.0/", name, ".xsd"].concat(),
    )
}

/// `metadata` around the one element that `metadata` is, then one `about` for each rights statement
/// and one for the provenance (§2.5).
pub fn write_body(metadata: &str, rights: &[String], provenance: Option<&Provenance>) -> String {
    let abouts = rights.len() + usize::from(provenance.is_some());
    let mut xml = Xml::with_capacity(metadata.len() + TAGS + abouts * ABOUT);
    xml.element("metadata").content(|xml| xml.raw(metadata));
    for statement in rights {
        xml.element("about").content(|xml| {
            root(xml, "rights", RIGHTS, "rights").content(|xml| rights_reference(xml, statement));
        });
    }
    if let Some(provenance) = provenance {
        xml.element("about").content(|xml| {
            root(xml, "provenance", PROVENANCE, "provenance")
                .content(|xml| origin_description(xml, provenance));
        });
    }
    xml.into_string()
}

fn rights_reference(xml: &mut Xml, statement: &str) {
    xml.element("rightsReference").attr("ref", statement).empty();
}

/// One harvest, with those before it inside, as they were received.
fn origin_description(xml: &mut Xml, provenance: &Provenance) {
    xml.element("originDescription")
        .attr("harvestDate", &provenance.harvest_date.to_string())
        .attr("altered", if provenance.altered { "true" } else { "false" })
        .content(|xml| {
            xml.element("baseURL").text(&provenance.base_url);
            xml.element("identifier").text(&provenance.identifier);
            xml.element("datestamp").text(&provenance.datestamp);
            xml.element("metadataNamespace").text(&provenance.metadata_namespace);
            if let Some(origin) = &provenance.origin {
                origin_description(xml, origin);
            }
        });
}

/// The oai-identifier guideline, 2.1: what all identifiers of the repository look like.
pub(super) fn oai_identifier(xml: &mut Xml, namespace: &Namespace, sample: &str) {
    root(xml, "oai-identifier", OAI_IDENTIFIER, "oai-identifier").content(|xml| {
        xml.element("scheme").text("oai");
        xml.element("repositoryIdentifier").text(namespace.as_str());
        xml.element("delimiter").text(":");
        xml.element("sampleIdentifier").text(sample);
    });
}

/// The rights guideline, 4.1: the rights statements that occur in records.
pub(super) fn rights_manifest(xml: &mut Xml, rights: &[String]) {
    root(xml, "rightsManifest", RIGHTS, "rightsManifest")
        .attr("appliesTo", "http://www.openarchives.org/OAI/2.0/entity#metadata")
        .content(|xml| {
            for statement in rights {
                xml.element("rights").content(|xml| rights_reference(xml, statement));
            }
        });
}

/// The branding guideline: an icon.
pub(super) fn branding(xml: &mut Xml, branding: &Branding) {
    let optional = |xml: &mut Xml, name: &str, value: Option<&str>| {
        if let Some(value) = value {
            xml.element(name).text(value);
        }
    };
    let number = |value: Option<u32>| value.map(|value| value.to_string());
    root(xml, "branding", BRANDING, "branding").content(|xml| {
        xml.element("collectionIcon").content(|xml| {
            xml.element("url").text(&branding.icon_url);
            optional(xml, "link", branding.link.as_deref());
            optional(xml, "title", branding.title.as_deref());
            optional(xml, "width", number(branding.width).as_deref());
            optional(xml, "height", number(branding.height).as_deref());
        });
    });
}

/// The friends guideline: base URLs of other repositories.
pub(super) fn friends(xml: &mut Xml, base_urls: &[String]) {
    root(xml, "friends", FRIENDS, "friends").content(|xml| {
        for base_url in base_urls {
            xml.element("baseURL").text(base_url);
        }
    });
}

/// A free description, as the collection guideline proposes it: Dublin Core, each text in an element of this name.
pub(super) fn dublin_core(xml: &mut Xml, element: &str, texts: &[Text]) {
    xml.element("oai_dc:dc")
        .attr("xmlns:oai_dc", OAI_DC)
        .attr("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .attr("xmlns:xsi", XSI)
        .attr("xsi:schemaLocation", &format!("{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"))
        .content(|xml| {
            for text in texts {
                xml.element(element)
                    .attr_if("xml:lang", text.lang.as_ref().map(|lang| lang.as_str()))
                    .text(&text.text);
            }
        });
}
