//! Variables that are not ours though they begin with `WINDROW_`: for each service of its namespace, Kubernetes puts
//! some into the environment of every container (`docker run --link` does the same). A service named `windrow` or
//! `windrow-oai` gives WINDROW_SERVICE_HOST, WINDROW_OAI_PORT=tcp://10.0.0.1:80 and the like.

/// Whether such a variable has this name and this value.
pub(super) fn is_variable(name: &str, value: &str) -> bool {
    is_address(name) || (name.ends_with("_PORT") && value.contains("://")) || is_port(name)
}

/// `…_SERVICE_HOST`, `…_SERVICE_PORT`, `…_SERVICE_PORT_NAME`.
fn is_address(name: &str) -> bool {
    name.ends_with("_SERVICE_HOST")
        || name.ends_with("_SERVICE_PORT")
        || name.split_once("_SERVICE_PORT_").is_some_and(|(_, port)| !port.is_empty())
}

/// `…_PORT_80_TCP`, and the same with `_PROTO`, `_PORT` or `_ADDR`.
fn is_port(name: &str) -> bool {
    let name = ["_PROTO", "_PORT", "_ADDR"].iter().find_map(|part| name.strip_suffix(part)).unwrap_or(name);
    let Some(name) = ["_TCP", "_UDP", "_SCTP"].iter().find_map(|protocol| name.strip_suffix(protocol)) else {
        return false;
    };
    name.rsplit_once("_PORT_").is_some_and(|(_, port)| port.parse::<u16>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::is_variable;

    #[test]
    fn variables_of_a_service_are_distinguished_from_mistyped_settings() {
        for (name, value) in [
            ("WINDROW_SERVICE_HOST", "10.0.0.1"),
            ("WINDROW_SERVICE_PORT", "80"),
            ("WINDROW_SERVICE_PORT_HTTP", "80"),
            ("WINDROW_PORT", "tcp://10.0.0.1:80"),
            ("WINDROW_PORT_80_TCP", "tcp://10.0.0.1:80"),
            ("WINDROW_PORT_80_TCP_PROTO", "tcp"),
            ("WINDROW_PORT_80_TCP_PORT", "80"),
            ("WINDROW_PORT_80_TCP_ADDR", "10.0.0.1"),
            ("WINDROW_OAI_SERVICE_HOST", "10.0.0.1"),
            ("WINDROW_OAI_PORT", "udp://10.0.0.1:80"),
        ] {
            assert!(is_variable(name, value), "{name}");
        }
        for (name, value) in [
            ("WINDROW_PORT", "8080"),
            ("WINDROW_LISTENN", "127.0.0.1:8080"),
            ("WINDROW_PORT_X_TCP", "80"),
            ("WINDROW_SERVICE", "x"),
            ("WINDROW_SERVICE_PORT_", "80"),
            ("WINDROW_BASEURL", "https://x.org/oai"),
        ] {
            assert!(!is_variable(name, value), "{name}");
        }
    }
}
