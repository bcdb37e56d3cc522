//! What the values that are a checked text have in common.

/// For a value whose one field is a `String`, and the error of its `FromStr`: the text as written, and the ways
/// from and to texts that serde takes.
macro_rules! checked_text {
    ($value:ident, $invalid:ty) => {
        impl $value {
            /// The text as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $value {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $value {
            type Error = $invalid;

            fn try_from(text: String) -> Result<Self, $invalid> {
                text.parse()
            }
        }

        impl From<$value> for String {
            fn from(value: $value) -> Self {
                value.0
            }
        }
    };
}

pub(in crate::model) use checked_text;
