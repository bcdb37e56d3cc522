//! What templates are filled with: anything that serde can write.

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

/// The value as templates see it.
pub fn shown<T: Serialize + ?Sized>(value: &T) -> Value {
    Value::from(Serde(value))
}

/// The names of a template with their values; `..more` adds those of another value.
macro_rules! values {
    ($($key:ident $(=> $value:expr)?),+ $(, ..$more:expr)? $(,)?) => {
        minijinja::context! {
            $($key => $crate::pages::values::values!(@one $key $(=> $value)?)),+
            $(, ..$more)?
        }
    };
    (@one $key:ident) => { $crate::pages::values::shown(&$key) };
    (@one $key:ident => $value:expr) => { $crate::pages::values::shown(&$value) };
}

pub(super) use values;
