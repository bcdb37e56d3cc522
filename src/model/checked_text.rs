//! What the values that are a checked text have in common.

/// For a value whose one field is a `String`: the text as written, and the ways
/// from and to texts that serde takes.
macro_rules! checked_text {
    ($value:ident) => {
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
            type Error = crate::model::words::Packed;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Ok(text.parse::<Self>()?)
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
