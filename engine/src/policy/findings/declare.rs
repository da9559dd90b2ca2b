//! How kinds of problems are declared.

/// Declares kinds of problems and the list of them.
macro_rules! findings {
    ($(
        $name:ident = $level:ident $id:literal: $title:literal
        $explanation:literal
        wrong $wrong:literal
        right $right:literal
    )*) => {
        $(
            #[doc = $title]
            pub(crate) static $name: $crate::policy::Finding = $crate::policy::Finding {
                id: $id,
                level: caudal_facts::Level::$level,
                title: $title,
                explanation: $explanation,
                wrong: $wrong,
                right: $right,
            };
        )*

        /// Every kind of this file.
        pub(super) static ALL: &[&$crate::policy::Finding] = &[$(&$name),*];
    };
}

pub(super) use findings;
