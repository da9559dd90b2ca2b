//! Wire types, each declared once: its fields with their names in JSON, and from the same
//! declaration how it is read and which fields it knows.

/// Declares wire types: objects as their vendor documents them, each field with its JSON name and
/// the other spellings it is seen in.
///
/// A missing field is null, a field that is not declared is kept in `extra`, and reading an object
/// fails only when it spells one field in two ways. Each type is [`Known`](super::Known) by the
/// same declaration.
macro_rules! wire {
    ($(
        $(#[$meta:meta])*
        $vis:vis struct $name:ident $(<$($param:ident),+>)? {
            $($(#[$doc:meta])* $field:ident: $type:ty = $json:literal $(| $alias:literal)*,)+
        }
    )+) => {$(
        $(#[$meta])*
        #[derive(Debug, ::serde::Deserialize)]
        #[serde(default, bound(deserialize = ""))]
        #[expect(
            dead_code,
            reason = "the vendor's whole form is written down, whether or not a field becomes a fact"
        )]
        $vis struct $name $(<$($param),+>)? {
            $(
                $(#[$doc])*
                #[serde(rename = $json $(, alias = $alias)*)]
                $vis $field: $type,
            )+
            /// What the vendor does not document. Kept, never read.
            #[serde(flatten)]
            $vis extra: $crate::tolerant::Extra,
        }

        impl $(<$($param),+>)? Default for $name $(<$($param),+>)? {
            fn default() -> Self {
                Self {
                    $($field: Default::default(),)+
                    extra: Default::default(),
                }
            }
        }

        impl $(<$($param: $crate::tolerant::Known),+>)? $crate::tolerant::Known
            for $name $(<$($param),+>)?
        {
            fn measure(value: &::serde_json::Value, walk: &mut $crate::tolerant::Walk) {
                walk.object(value, &[$($crate::tolerant::Field {
                    names: &[$json $(, $alias)*],
                    measure: <$type as $crate::tolerant::Known>::measure,
                }),+]);
            }
        }
    )+};
}
pub(crate) use wire;

/// Makes a report [`Known`](super::Known) by the names that its reader looks for, in
/// [`plain`](super::plain) form; for reports whose fields no document gives.
macro_rules! names {
    ($report:ident: $($names:expr),+ $(,)?) => {
        impl $crate::tolerant::Known for $report {
            fn measure(value: &::serde_json::Value, walk: &mut $crate::tolerant::Walk) {
                walk.named(value, |key| {
                    let read: &[&[&str]] = &[$(&$names),+];
                    read.iter().any(|names| names.contains(&key))
                });
            }
        }
    };
}
pub(crate) use names;
