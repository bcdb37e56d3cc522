//! Any bytes as query and body: a request, or errors; and an answer that XML can hold.

#![no_main]

use libfuzzer_sys::fuzz_target;
use windrow::model::Datestamp;
use windrow::protocol::{Arguments, Response};
use windrow::xml::is_xml_char;

fuzz_target!(|sent: (&[u8], &[u8])| {
    let arguments = Arguments::decode(sent.0, sent.1);
    match arguments.request() {
        Ok(request) => assert_eq!(arguments.verb(), Some(request.verb())),
        Err(errors) => {
            assert!(!errors.is_empty());
            let answer = Response {
                response_date: Datestamp::from_unix(0),
                base_url: "http://x.example/oai",
                echo: arguments.echo(),
                answer: Err(errors),
            };
            assert!(answer.frame().head().chars().all(is_xml_char));
        }
    }
});
