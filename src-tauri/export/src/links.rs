//! Addresses that may stand in a file as links.

use std::fmt::Write;

/// The address as a link may carry it, or `None` where it is none that a brief should lead to.
///
/// Only the web: a pack that somebody hands on must not plant `javascript:` or `file:` in a brief. Characters that no
/// address may hold are percent-encoded, because Word refuses a whole file for one bad link.
pub(crate) fn web_address(url: &str) -> Option<String> {
    let url = url.trim();
    let scheme = url.split_once("://")?.0.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https") {
        return None;
    }
    let mut address = String::with_capacity(url.len());
    for letter in url.chars() {
        let allowed = letter.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(letter);
        if allowed {
            address.push(letter);
        } else {
            let mut bytes = [0; 4];
            for byte in letter.encode_utf8(&mut bytes).bytes() {
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    Some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_becomes_a_link() {
        assert_eq!(web_address("javascript:alert(1)"), None);
        assert_eq!(web_address("file:///etc/passwd"), None);
        assert_eq!(
            web_address("https://example.org/a?b=c#d").as_deref(),
            Some("https://example.org/a?b=c#d")
        );
    }

    #[test]
    fn what_no_address_may_hold_is_encoded() {
        assert_eq!(
            web_address("https://x.org/a b\"é").as_deref(),
            Some("https://x.org/a%20b%22%C3%A9")
        );
    }
}
