//! How codes are written down.

/// Defines codes, and `ALL` of them in their order.
macro_rules! codes {
    ($($name:ident $code:literal $severity:ident $solver:ident $rule:ident
        $en:literal $zh:literal
        [$($concerns:ident),*] $effect_en:literal $effect_zh:literal
        wrong $wrong:ident($($bad:tt)*)
        right $right:ident($($good:tt)*);
    )*) => {
        $(
            #[doc = $en]
            pub static $name: crate::diagnostics::Code = crate::diagnostics::Code {
                name: $code,
                severity: crate::diagnostics::Severity::$severity,
                solver: crate::diagnostics::Solver::$solver,
                rule: super::rule::$rule,
                about: crate::diagnostics::Both { en: $en, zh: $zh },
                concerns: &[$(crate::diagnostics::Aggregator::$concerns),*],
                effect: crate::diagnostics::Both { en: $effect_en, zh: $effect_zh },
                wrong: crate::diagnostics::Example::$wrong($($bad)*),
                right: crate::diagnostics::Example::$right($($good)*),
            };
        )*

        pub(super) const ALL: &[&crate::diagnostics::Code] = &[$(&$name),*];
    };
}

pub(super) use codes;
