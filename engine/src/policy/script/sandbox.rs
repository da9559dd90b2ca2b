//! The one place that builds the script engine: what a policy can say, and every limit on it.

use rhai::{Engine, OptimizationLevel, Position, Token};

use super::{operators, vocabulary};

/// Limits on one run of a script. The same in debug and release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScriptLimits {
    /// Steps of one run. Default 200,000; a policy of thirty rules takes about 1,000.
    pub operations: u64,
    /// Depth of calls. Default 16.
    pub call_levels: usize,
    /// Depth of expressions, at the top level and in functions. Default 64.
    pub expression_depth: usize,
    /// Letters of a text. Default 4,096.
    pub string_size: usize,
    /// Items of a list. Default 256.
    pub array_size: usize,
    /// Entries of a map. Default 64.
    pub map_size: usize,
    /// Names defined by `let`. Default 512.
    pub variables: usize,
    /// Functions of the policy's own. Default 64.
    pub functions: usize,
    /// Months of the loans that one run quotes, taken together: each is worked out by itself. Default 30,000; a dozen
    /// terms of up to five years are about 400.
    pub quoted_months: u64,
}

impl Default for ScriptLimits {
    fn default() -> Self {
        Self {
            operations: 200_000,
            call_levels: 16,
            expression_depth: 64,
            string_size: 4_096,
            array_size: 256,
            map_size: 64,
            variables: 512,
            functions: 64,
            quoted_months: 30_000,
        }
    }
}

/// Symbols that the language does without, each with what to write instead.
pub(crate) const DISABLED: [(&str, &str); 24] = [
    ("switch", "use a table, or choose(condition, a, b)"),
    ("??", "use x.or(y)"),
    ("?.", "features are never (): use is_missing(x)"),
    ("?[", "features are never (): use is_missing(x)"),
    ("**", "use installment(), principal() or quote()"),
    ("%", "use floor_to(step)"),
    ("^", "write the condition with && and ||"),
    ("<<", "multiply"),
    (">>", "divide"),
    ("while", "use for over a list parameter"),
    ("loop", "use for over a list parameter"),
    ("do", "use for over a list parameter"),
    ("eval", "a policy is read before it runs"),
    (
        "try",
        "missing data and division by zero are values, not errors",
    ),
    ("throw", "use refer(code, condition)"),
    ("import", "name shared scripts under `use` in policy.toml"),
    ("export", "name shared scripts under `use` in policy.toml"),
    ("print", "the trace shows every value"),
    ("debug", "the trace shows every value"),
    ("type_of", "the catalogue tells a feature's type"),
    ("Fn", "call the function by its name"),
    ("curry", "call the function by its name"),
    ("call", "call the function by its name"),
    ("this", "functions take what they use as parameters"),
];

/// Builds the engine that policies run in: no clock, no files, no environment, no randomness, no
/// output; exact decimals; missing values that travel.
///
/// Optimisation changes no answer (a test holds both levels equal); `None` keeps every operator
/// where the script has it.
pub(crate) fn engine(limits: ScriptLimits, optimisation: OptimizationLevel) -> Engine {
    let mut engine = Engine::new_raw();
    engine
        .set_optimization_level(optimisation)
        .set_fast_operators(false)
        .set_max_strings_interned(0)
        .set_max_operations(limits.operations)
        .set_max_call_levels(limits.call_levels)
        .set_max_expr_depths(limits.expression_depth, limits.expression_depth)
        .set_max_string_size(limits.string_size)
        .set_max_array_size(limits.array_size)
        .set_max_map_size(limits.map_size)
        .set_max_variables(limits.variables)
        .set_max_functions(limits.functions)
        .set_max_modules(0)
        .set_allow_anonymous_fn(false)
        .set_allow_shadowing(false)
        .set_allow_switch_expression(false)
        .set_allow_loop_expressions(false)
        .set_allow_looping(true)
        .set_fail_on_invalid_map_property(true)
        .register_iterator::<rhai::Array>();
    for (symbol, _) in DISABLED {
        engine.disable_symbol(symbol);
    }
    map_tokens(&mut engine);
    operators::register(&mut engine);
    vocabulary::register(&mut engine);
    engine
}

/// `&&` and `||` become operators that can be given three-valued meaning, and every literal an
/// exact decimal, so that no division is a whole-number one.
fn map_tokens(engine: &mut Engine) {
    #[expect(
        deprecated,
        reason = "rhai marks the hook as unstable, not as going away; the version is pinned by Cargo.lock"
    )]
    engine.on_parse_token(|token: Token, _: Position, _| match token {
        Token::And => Token::Ampersand,
        Token::Or => Token::Pipe,
        Token::IntegerConstant(number) => {
            Token::DecimalConstant(Box::new((number.into(), number.to_string().into())))
        }
        other => other,
    });
}
